import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createLane, laneOf } from "../../../src/functions/mappings/lane.ts";
import { type StreamRecord, streamRecord } from "../../../src/functions/mappings/stream-record.ts";

const recordOf = (id: number, text = ""): StreamRecord =>
  streamRecord({ sequenceNumber: String(id), arrivedAt: 0, orderKey: String(id), event: { text } });

const stopping = new AbortController();

const start = (settings: { batchSize: number; windowMs: number }) => {
  const batches: number[][] = [];
  const { lane } = createLane({
    ...settings,
    signal: stopping.signal,
    process: async (batch) => {
      batches.push(batch.map(({ sequenceNumber }) => Number(sequenceNumber)));
    },
  });
  return { lane, batches };
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("a lane", () => {
  it("sends at once what is there when it has no window", async () => {
    const { lane, batches } = start({ batchSize: 2, windowMs: 0 });
    for (const id of [1, 2, 3]) lane.push(recordOf(id));
    await vi.advanceTimersByTimeAsync(0);
    expect(batches).toEqual([[1, 2], [3]]);
  });

  it("waits for its window to end, or for the batch to be full", async () => {
    const { lane, batches } = start({ batchSize: 3, windowMs: 1_000 });
    lane.push(recordOf(1));
    await vi.advanceTimersByTimeAsync(900);
    lane.push(recordOf(2));
    expect(batches).toEqual([]);
    await vi.advanceTimersByTimeAsync(100);
    expect(batches).toEqual([[1, 2]]);
    for (const id of [3, 4, 5]) lane.push(recordOf(id));
    await vi.advanceTimersByTimeAsync(0);
    expect(batches).toEqual([
      [1, 2],
      [3, 4, 5],
    ]);
  });

  it("ends a batch before it outgrows an invocation", async () => {
    const { lane, batches } = start({ batchSize: 100, windowMs: 0 });
    const twoMegabytes = "x".repeat(2 * 1024 * 1024);
    for (const id of [1, 2, 3, 4]) lane.push(recordOf(id, twoMegabytes));
    await vi.advanceTimersByTimeAsync(0);
    expect(batches).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });
});

it("always takes the same lane for the same item, and uses all lanes", () => {
  const lanes = Array.from({ length: 100 }, (_, index) => laneOf(`{"id":{"S":"${index}"}}`, 4));
  expect(lanes).toEqual(Array.from({ length: 100 }, (_, index) => laneOf(`{"id":{"S":"${index}"}}`, 4)));
  expect(new Set(lanes)).toEqual(new Set([0, 1, 2, 3]));
});
