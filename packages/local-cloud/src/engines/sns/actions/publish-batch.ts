import { AwsError } from "../../../gateway/errors.ts";
import { onTopic } from "../access.ts";
import type { SnsContext } from "../context.ts";
import {
  batchEntryIdsNotDistinct,
  batchRequestTooLong,
  emptyBatchRequest,
  invalidBatchEntryId,
  tooManyEntriesInBatchRequest,
  validationError,
} from "../errors.ts";
import { listOf } from "../input.ts";
import {
  draftOf,
  type MessageDraft,
  type MessageInput,
  maximumBytes,
  requireTopicParameters,
  sizeOf,
} from "../publishing/message-draft.ts";
import { receiptOf } from "./publish.ts";

interface Entry extends MessageInput {
  readonly Id?: string;
}

interface Input {
  readonly TopicArn?: string;
  readonly PublishBatchRequestEntries?: readonly Entry[] | string;
}

const maximumEntries = 10;

const requireValidBatch = (entries: readonly Entry[]): readonly (Entry & { readonly Id: string })[] => {
  if (entries.length === 0) throw emptyBatchRequest();
  if (entries.length > maximumEntries) throw tooManyEntriesInBatchRequest();
  const ids = new Set<string>();
  return entries.map((entry, index) => {
    const { Id: id } = entry;
    if (id === undefined) throw validationError(`publishBatchRequestEntries.${index + 1}.member.id`);
    if (id.length > 80) throw invalidBatchEntryId(`is too long: ${id}`);
    if (!/^[\w-]+$/.test(id)) throw invalidBatchEntryId(`contains an impermissible character: ${id}`);
    if (ids.has(id)) throw batchEntryIdsNotDistinct();
    ids.add(id);
    return { ...entry, Id: id };
  });
};

/** An entry's refusal. Anything but an AWS error is a fault of ours. */
const failureOf = (id: string, error: unknown) => {
  if (!(error instanceof AwsError)) throw error;
  return { Id: id, Code: error.code, Message: error.message, SenderFault: error.fault === "Sender" };
};

/** @see https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html */
export const publishBatch = (context: SnsContext) =>
  onTopic<Input>(context, "sns:Publish", (topic, input) => {
    const entries = requireValidBatch(listOf(input.PublishBatchRequestEntries));
    // What the topic's type demands of every message fails the whole batch.
    for (const entry of entries) requireTopicParameters(topic, entry);
    if (entries.reduce((sum, entry) => sum + sizeOf(entry), 0) > maximumBytes) throw batchRequestTooLong();

    const accepted: { id: string; draft: MessageDraft }[] = [];
    const failed: ReturnType<typeof failureOf>[] = [];
    for (const entry of entries) {
      try {
        accepted.push({ id: entry.Id, draft: draftOf(topic, entry) });
      } catch (error) {
        failed.push(failureOf(entry.Id, error));
      }
    }

    const drafts = accepted.map(({ draft }) => draft);
    const published = context.publisher.publish(topic, drafts, context.clock());
    const successful = accepted.flatMap(({ id }, index) => {
      const receipt = published[index];
      return receipt ? [{ Id: id, ...receiptOf(receipt) }] : [];
    });
    return { Successful: successful, Failed: failed };
  });
