import { queueUrlOf } from "../destinations.ts";
import type { FunctionRecord } from "../function-record.ts";
import { rolePrincipal } from "../role-principal.ts";
import { createBackoff } from "./backoff.ts";
import type { QueueMapping } from "./mapping.ts";
import { messageOf, type PollerPorts } from "./poller.ts";

/** Most entries of one DeleteMessageBatch. */
const chunkSize = 10;
const tries = 4;

/**
 * Deletes messages that are done, with the permissions of the function. What cannot be deleted comes again,
 * which at-least-once delivery allows; a passing failure is tried over.
 *
 * @throws {Error} when some messages could not be deleted
 */
export const acknowledge = async (
  ports: PollerPorts,
  mapping: QueueMapping,
  record: FunctionRecord,
  receiptHandles: readonly string[],
): Promise<void> => {
  const chunks = Array.from({ length: Math.ceil(receiptHandles.length / chunkSize) }, (_, index) =>
    receiptHandles.slice(index * chunkSize, (index + 1) * chunkSize),
  );
  await Promise.all(chunks.map((chunk) => deleteChunk(ports, mapping, record, chunk)));
};

const deleteChunk = async (
  ports: PollerPorts,
  mapping: QueueMapping,
  record: FunctionRecord,
  receiptHandles: readonly string[],
): Promise<void> => {
  const backoff = createBackoff(ports.settings);
  let left = receiptHandles;
  let problem = "";
  for (let attempt = 1; attempt <= tries; attempt++) {
    try {
      const answer = await ports.dispatcher.call<{ Failed?: readonly { Id: string; Message?: string }[] }>(
        "sqs",
        "DeleteMessageBatch",
        {
          QueueUrl: queueUrlOf(mapping.EventSourceArn),
          Entries: left.map((ReceiptHandle, index) => ({ Id: String(index), ReceiptHandle })),
        },
        rolePrincipal(record.configuration),
      );
      const failed = answer.Failed ?? [];
      if (failed.length === 0) return;
      problem = failed[0]?.Message ?? "unknown reason";
      const ids = new Set(failed.map(({ Id }) => Id));
      left = left.filter((_, index) => ids.has(String(index)));
    } catch (error) {
      problem = messageOf(error);
    }
    if (attempt < tries) await backoff.pause(new AbortController().signal);
  }
  throw new Error(`Messages were processed but could not be deleted: ${problem}`);
};
