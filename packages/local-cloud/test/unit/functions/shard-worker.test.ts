import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { checkpointSchema, createCheckpointStore } from "../../../src/functions/mappings/checkpoint-store.ts";
import type { DynamoDbMapping } from "../../../src/functions/mappings/mapping.ts";
import type { PollerPorts } from "../../../src/functions/mappings/poller.ts";
import { workOnShard } from "../../../src/functions/mappings/shard-worker.ts";
import { createSourceWrites } from "../../../src/functions/mappings/source-writes.ts";
import { type StreamRecord, streamRecord } from "../../../src/functions/mappings/stream-record.ts";
import type { StreamSource } from "../../../src/functions/mappings/stream-source.ts";
import { functionSettingsOf } from "../../../src/functions/settings.ts";

const tableArn = "arn:aws:dynamodb:us-east-1:000000000000:table/todos";

const mapping: DynamoDbMapping = {
  source: "dynamodb",
  UUID: "mapping",
  EventSourceArn: `${tableArn}/stream/2026`,
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
  DestinationConfig: {},
};

const recordOf = (id: number): StreamRecord =>
  streamRecord({ sequenceNumber: String(id), arrivedAt: 0, orderKey: String(id), event: { id } });

/** A shard of a list: iterators are positions in it. */
const start = () => {
  const shard: StreamRecord[] = [];
  const state = { closed: false, reads: 0 };
  const seen: string[] = [];
  const source: StreamSource = {
    shards: async () => [],
    writesTo: () => tableArn,
    iteratorAfter: async (_shardId, sequenceNumber) =>
      String(shard.findIndex((record) => record.sequenceNumber === sequenceNumber) + 1),
    read: async (_shardId, iterator) => {
      state.reads++;
      const records = shard.slice(Number(iterator));
      const end = state.closed && records.length === 0;
      const nextIterator = end ? undefined : String(shard.length);
      return { records, nextIterator, caughtUp: records.length === 0 };
    },
  };
  const database = new DatabaseSync(":memory:");
  database.exec(checkpointSchema);
  const checkpoints = createCheckpointStore(database);
  const sourceWrites = createSourceWrites();
  const stopping = new AbortController();
  const ports = {
    settings: functionSettingsOf({}, { streamIdlePollMs: 3_600_000 }),
    region: "us-east-1",
    checkpoints,
    sourceWrites,
    hosts: { whenReady: async () => ({ invokeUrl: "" }) },
    invoker: {
      invoke: async ({ payload, requestId }: { payload: Buffer; requestId: string }) => {
        seen.push(
          ...JSON.parse(payload.toString("utf8")).Records.map(({ id }: { id: number }) => String(id)),
        );
        return { requestId, payload: Buffer.from("null") };
      },
    },
  } as unknown as PollerPorts;
  const work = workOnShard(
    { shardId: "shard", parentShardIds: [], checkpointKey: "shard" },
    {
      mapping,
      source,
      ports,
      report: { ok: () => undefined, problem: () => undefined },
      signal: stopping.signal,
    },
  );
  return { shard, state, seen, checkpoints, sourceWrites, stopping, work };
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("looks seldom at a stream that is idle, and at once when its table was written", async () => {
  const { shard, state, seen, sourceWrites, stopping, work } = start();
  await vi.advanceTimersByTimeAsync(30 * 60_000);
  expect(state.reads).toBeLessThan(15);
  shard.push(recordOf(1));
  sourceWrites.written("arn:aws:dynamodb:us-east-1:000000000000:table/users");
  await vi.advanceTimersByTimeAsync(0);
  expect(seen).toEqual([]);
  sourceWrites.written(tableArn);
  await vi.advanceTimersByTimeAsync(0);
  expect(seen).toEqual(["1"]);
  stopping.abort();
  await work;
});

it("finds a record that shows only some time after the write", async () => {
  const { shard, seen, sourceWrites, stopping, work } = start();
  await vi.advanceTimersByTimeAsync(30 * 60_000);
  sourceWrites.written(tableArn);
  await vi.advanceTimersByTimeAsync(10);
  shard.push(recordOf(1));
  await vi.advanceTimersByTimeAsync(100);
  expect(seen).toEqual(["1"]);
  stopping.abort();
  await work;
});

it("ends with a closed shard, all of it done", async () => {
  const { shard, state, seen, checkpoints, sourceWrites, work } = start();
  shard.push(recordOf(1), recordOf(2));
  state.closed = true;
  sourceWrites.written(tableArn);
  await vi.advanceTimersByTimeAsync(1_000);
  await work;
  expect(seen).toEqual(["1", "2"]);
  expect(checkpoints.get("mapping", "shard")).toEqual({ sequenceNumber: "2", finished: true });
});
