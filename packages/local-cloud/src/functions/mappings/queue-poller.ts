import { randomUUID } from "node:crypto";
import { queueUrlOf } from "../destinations.ts";
import type { FunctionRecord } from "../function-record.ts";
import { isNotStarted } from "../invoke-errors.ts";
import type { InvocationResult } from "../invoker.ts";
import { rolePrincipal } from "../role-principal.ts";
import { createBackoff } from "./backoff.ts";
import { batchVerdict } from "./batch-response.ts";
import { type QueueMapping, reportsItemFailures } from "./mapping.ts";
import { messageOf, type Poller, type PollerPorts, type PollerReport, readyFunction } from "./poller.ts";
import { acknowledge } from "./queue-acknowledge.ts";
import { type CollectedBatch, collectBatch, splitBySize } from "./queue-batch.ts";
import { queueRecord, type ReceivedMessage } from "./queue-event.ts";
import { doneMessages } from "./queue-failures.ts";
import { createSlots } from "./slots.ts";
import { recordFilter } from "./source-filter.ts";

/** Long polls wait for 20 s when nothing comes. */
const shortestEmptyPollMs = 1_000;

/**
 * Runs a mapping from a queue: receives, invokes, deletes what is done. A message is deleted only after its function
 * succeeded; all others come back when their visibility timeout ends, and go to the dead-letter queue by the queue's
 * own redrive policy.
 * https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
 */
export const startQueuePoller = (mapping: QueueMapping, ports: PollerPorts, report: PollerReport): Poller => {
  const stopping = new AbortController();
  const { signal } = stopping;
  const passes = recordFilter(mapping);
  const slots = createSlots(mapping.ScalingConfig?.MaximumConcurrency ?? ports.settings.queueConcurrency);

  const poll = async (): Promise<void> => {
    const backoff = createBackoff(ports.settings);
    while (!signal.aborted) {
      const release = await slots.take();
      let handedOver = false;
      try {
        const record = await readyFunction(ports, mapping.FunctionName, signal);
        if (!record) throw new Error(`Function not found: ${ports.functions.arnOf(mapping.FunctionName)}`);
        const askedAt = performance.now();
        const batch = await collectBatch(ports, mapping, record, signal);
        if (batch.messages.length === 0 && performance.now() - askedAt < shortestEmptyPollMs) {
          // A long poll that comes back empty at once means a queue that is closing: do not ask in a tight loop.
          await backoff.pause(signal);
          continue;
        }
        backoff.reset();
        report.ok();
        if (batch.messages.length === 0) continue;
        handedOver = true;
        void processBatch(batch, record).finally(release);
      } catch (error) {
        if (signal.aborted) break;
        report.problem(messageOf(error));
        await backoff.pause(signal).catch(() => undefined);
      } finally {
        if (!handedOver) release();
      }
    }
  };

  /** Never rejects: what goes wrong is reported, and the messages come again. */
  const processBatch = async (batch: CollectedBatch, record: FunctionRecord): Promise<void> => {
    const deadline = visibilityDeadline(batch.receivedAt, record);
    for (const part of splitBySize(batch.messages)) {
      try {
        await processPart(part, record, deadline);
      } catch (error) {
        report.problem(messageOf(error));
      }
    }
  };

  const processPart = async (
    messages: readonly ReceivedMessage[],
    record: FunctionRecord,
    deadline: () => Promise<number>,
  ): Promise<void> => {
    const source = { queueArn: mapping.EventSourceArn, region: ports.region };
    const items = messages.map((message) => ({ message, record: queueRecord(message, source) }));
    const wanted = items.filter((item) => passes(item.record));
    const unwanted = items.filter((item) => !wanted.includes(item));
    // Lambda deletes what the filter does not let through: https://docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html
    await acknowledge(
      ports,
      mapping,
      record,
      unwanted.map(({ message }) => message.ReceiptHandle),
    );
    if (wanted.length === 0) return;

    const payload = Buffer.from(JSON.stringify({ Records: wanted.map((item) => item.record) }));
    const result = await invokeWhilePossible(payload, deadline);
    if (result.functionError) {
      report.problem("Function call failed");
      return;
    }
    const verdict = reportsItemFailures(mapping)
      ? batchVerdict(
          result.payload.toString("utf8"),
          wanted.map(({ message }) => message.MessageId),
        )
      : ({ kind: "success" } as const);
    if (verdict.kind === "failure") report.problem(verdict.reason);
    const done = doneMessages(
      wanted.map(({ message }) => message),
      verdict,
    );
    await acknowledge(
      ports,
      mapping,
      record,
      done.map(({ ReceiptHandle }) => ReceiptHandle),
    );
  };

  /**
   * A batch that could not start (throttled, host away) stays in hand and is tried again while its messages are
   * invisible for long enough, so that waiting costs them no receive.
   * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-backoff-strategy
   */
  const invokeWhilePossible = async (
    payload: Buffer,
    deadline: () => Promise<number>,
  ): Promise<InvocationResult> => {
    const backoff = createBackoff(ports.settings);
    for (;;) {
      try {
        return await ports.invoker.invoke({
          requestId: randomUUID(),
          functionName: mapping.FunctionName,
          payload,
        });
      } catch (error) {
        if (!isNotStarted(error) || signal.aborted || performance.now() >= (await deadline())) throw error;
        report.problem(messageOf(error));
        if (ports.hosts.find(mapping.FunctionName)) await backoff.pause(signal).catch(() => undefined);
        else await hostedBefore(await deadline());
      }
    }
  };

  /** Until the function has a host, the deadline is over or the mapping stops. */
  const hostedBefore = async (deadline: number): Promise<void> => {
    const tooLate = AbortSignal.timeout(Math.max(0, Math.ceil(deadline - performance.now())));
    await ports.hosts
      .whenReady(mapping.FunctionName, AbortSignal.any([signal, tooLate]))
      .catch(() => undefined);
  };

  /** The last moment to start the function on messages received now; asked of the queue only when it matters. */
  const visibilityDeadline = (receivedAt: number, record: FunctionRecord): (() => Promise<number>) => {
    let known: number | undefined;
    return async () => {
      known ??=
        receivedAt + ((await visibilityTimeoutSeconds(record)) - record.configuration.Timeout) * 1_000;
      return known;
    };
  };

  const visibilityTimeoutSeconds = async (record: FunctionRecord): Promise<number> => {
    const { Attributes } = await ports.dispatcher.call<{ Attributes?: Record<string, string> }>(
      "sqs",
      "GetQueueAttributes",
      { QueueUrl: queueUrlOf(mapping.EventSourceArn), AttributeNames: ["VisibilityTimeout"] },
      rolePrincipal(record.configuration),
    );
    return Number(Attributes?.VisibilityTimeout ?? 0);
  };

  const polling = poll();
  return {
    stop: async () => {
      stopping.abort();
      await polling;
      await slots.allFree();
    },
  };
};
