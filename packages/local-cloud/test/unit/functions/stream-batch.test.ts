import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FunctionRecord } from "../../../src/functions/function-record.ts";
import type { Invocation, InvocationResult } from "../../../src/functions/invoker.ts";
import type { DynamoDbMapping } from "../../../src/functions/mappings/mapping.ts";
import type { PollerPorts } from "../../../src/functions/mappings/poller.ts";
import { processStreamBatch } from "../../../src/functions/mappings/stream-batch.ts";
import { type StreamRecord, streamRecord } from "../../../src/functions/mappings/stream-record.ts";
import { functionSettingsOf } from "../../../src/functions/settings.ts";

const mapping: DynamoDbMapping = {
  source: "dynamodb",
  UUID: "mapping",
  EventSourceArn: "arn:aws:dynamodb:us-east-1:000000000000:table/t/stream/1",
  FunctionName: "f",
  BatchSize: 100,
  MaximumBatchingWindowInSeconds: 0,
  FunctionResponseTypes: [],
  Enabled: true,
  LastModified: 0,
  Tags: {},
  StartingPosition: "TRIM_HORIZON",
  ParallelizationFactor: 1,
  BisectBatchOnFunctionError: false,
  MaximumRetryAttempts: -1,
  MaximumRecordAgeInSeconds: -1,
  DestinationConfig: { OnFailure: { Destination: "arn:aws:sqs:us-east-1:000000000000:failed" } },
};

const recordOf = (id: number, ageSeconds = 0): StreamRecord =>
  streamRecord({
    sequenceNumber: String(id),
    arrivedAt: Date.now() - ageSeconds * 1_000,
    orderKey: String(id),
    event: { id },
  });

/** Runs a batch against a function; answers what was sent to it, what counts as done, and what was given up. */
const run = async (
  records: readonly StreamRecord[],
  changes: Partial<DynamoDbMapping>,
  handler: (ids: readonly number[]) => unknown,
) => {
  const calls: number[][] = [];
  const done: number[] = [];
  const discarded: { condition: string; from: number; to: number; count: number; invokes: number }[] = [];
  const invoke = async ({ payload, requestId }: Invocation): Promise<InvocationResult> => {
    const ids = JSON.parse(Buffer.from(payload).toString("utf8")).Records.map(
      (record: { id: number }) => record.id,
    );
    calls.push(ids);
    try {
      return { requestId, payload: Buffer.from(JSON.stringify(handler(ids) ?? null)) };
    } catch {
      return { requestId, payload: Buffer.from("{}"), functionError: "Unhandled" };
    }
  };
  const record = {
    configuration: { FunctionName: "f", FunctionArn: "arn:f", Role: "arn:aws:iam::000000000000:role/r" },
  } as FunctionRecord;
  const ports = {
    settings: functionSettingsOf({}, { backoffMs: 0, maximumBackoffMs: 0 }),
    region: "us-east-1",
    functions: { get: () => record },
    hosts: { whenReady: async () => ({ invokeUrl: "" }) },
    invoker: { invoke },
    dispatcher: {
      call: async (_service: string, _operation: string, input: { MessageBody: string }) => {
        const { requestContext, DDBStreamBatchInfo } = JSON.parse(input.MessageBody);
        discarded.push({
          condition: requestContext.condition,
          from: Number(DDBStreamBatchInfo.startSequenceNumber),
          to: Number(DDBStreamBatchInfo.endSequenceNumber),
          count: DDBStreamBatchInfo.batchSize,
          invokes: requestContext.approximateInvokeCount,
        });
        return {};
      },
    },
  } as unknown as PollerPorts;
  const [first, ...rest] = records;
  if (!first) throw new Error("A batch has records");
  await processStreamBatch([first, ...rest], {
    shardId: "shard",
    mapping: { ...mapping, ...changes },
    ports,
    report: { ok: () => undefined, problem: () => undefined },
    signal: new AbortController().signal,
    done: (batch) => void done.push(...batch.map(({ sequenceNumber }) => Number(sequenceNumber))),
  });
  return { calls, done, discarded };
};

const throwOn = (poison: readonly number[]) => (ids: readonly number[]) => {
  if (ids.some((id) => poison.includes(id))) throw new Error("poison");
};

const records = (count: number) => Array.from({ length: count }, (_, index) => recordOf(index));

describe("a batch that fails", () => {
  it("is given up as a whole after its retries", async () => {
    const { calls, done, discarded } = await run(records(3), { MaximumRetryAttempts: 2 }, throwOn([1]));
    expect(calls).toEqual([
      [0, 1, 2],
      [0, 1, 2],
      [0, 1, 2],
    ]);
    expect(done).toEqual([0, 1, 2]);
    expect(discarded).toEqual([
      { condition: "RetryAttemptsExhausted", from: 0, to: 2, count: 3, invokes: 3 },
    ]);
  });

  it("is split without using retries, down to what is poisonous", async () => {
    const { calls, discarded } = await run(
      records(4),
      { MaximumRetryAttempts: 1, BisectBatchOnFunctionError: true },
      throwOn([2]),
    );
    expect(calls).toEqual([[0, 1, 2, 3], [0, 1], [2, 3], [2], [2], [3]]);
    expect(discarded).toEqual([
      { condition: "RetryAttemptsExhausted", from: 2, to: 2, count: 1, invokes: 2 },
    ]);
  });

  it("is split where the function says, and what came before is done", async () => {
    const { calls, discarded } = await run(
      records(4),
      {
        MaximumRetryAttempts: 0,
        BisectBatchOnFunctionError: true,
        FunctionResponseTypes: ["ReportBatchItemFailures"],
      },
      (ids) => ({
        batchItemFailures: ids.filter((id) => id === 2).map((id) => ({ itemIdentifier: String(id) })),
      }),
    );
    expect(calls).toEqual([[0, 1, 2, 3], [2, 3], [2], [3]]);
    expect(discarded).toMatchObject([{ from: 2, to: 2 }]);
  });

  it("goes on from the lowest failed record, and gives up the rest with it", async () => {
    const { calls, done, discarded } = await run(
      records(4),
      { MaximumRetryAttempts: 1, FunctionResponseTypes: ["ReportBatchItemFailures"] },
      (ids) => ({
        batchItemFailures: ids
          .filter((id) => id >= 2)
          .toReversed()
          .map((id) => ({ itemIdentifier: String(id) })),
      }),
    );
    expect(calls).toEqual([
      [0, 1, 2, 3],
      [2, 3],
    ]);
    expect(done).toEqual([0, 1, 2, 3]);
    expect(discarded).toMatchObject([{ from: 2, to: 3, invokes: 2 }]);
  });
});

it("gives up records that are too old, without sending them", async () => {
  const { calls, discarded } = await run(
    [recordOf(0, 120), recordOf(1, 90), recordOf(2, 1)],
    { MaximumRecordAgeInSeconds: 60 },
    () => null,
  );
  expect(calls).toEqual([[2]]);
  expect(discarded).toEqual([{ condition: "RecordAgeExceeded", from: 0, to: 1, count: 2, invokes: 0 }]);
});

it("gets every record done exactly once and in order, and gives up exactly the poison when it may split", async () => {
  const cases = fc.record({
    count: fc.integer({ min: 1, max: 20 }),
    poison: fc.uniqueArray(fc.nat(19), { maxLength: 4 }),
    retries: fc.nat(2),
  });
  await fc.assert(
    fc.asyncProperty(cases, async ({ count, poison, retries }) => {
      const { done, discarded, calls } = await run(
        records(count),
        { MaximumRetryAttempts: retries, BisectBatchOnFunctionError: true },
        throwOn(poison),
      );
      expect(done).toEqual(Array.from({ length: count }, (_, index) => index));
      const expected = poison.filter((id) => id < count).toSorted((one, other) => one - other);
      expect(discarded.map(({ from }) => from)).toEqual(expected);
      for (const id of expected)
        expect(calls.filter((ids) => ids.length === 1 && ids[0] === id)).toHaveLength(retries + 1);
    }),
  );
});
