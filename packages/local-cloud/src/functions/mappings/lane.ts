import { createAlarmClock } from "./alarm-clock.ts";
import type { StreamRecord } from "./stream-record.ts";

/** Lambda sends at most 6 MB in one invocation. */
const payloadLimit = 6 * 1024 * 1024;

/** One ordered line of records through a shard: a batch at a time. */
export interface Lane {
  push(record: StreamRecord): void;
}

/**
 * Gathers records into batches: as soon as one is there, or, with a window, when the batch is full or the window over.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html#invocation-eventsourcemapping-batching
 *
 * @param process gets each batch done; the next one waits for it
 */
export const createLane = (settings: {
  batchSize: number;
  windowMs: number;
  signal: AbortSignal;
  process: (batch: readonly [StreamRecord, ...StreamRecord[]]) => Promise<void>;
}): { lane: Lane; finished: Promise<void> } => {
  const { batchSize, windowMs, signal } = settings;
  const clock = createAlarmClock();
  const waiting: { record: StreamRecord; bytes: number }[] = [];
  signal.addEventListener("abort", clock.ring);

  const full = () => waiting.length >= batchSize || sum(waiting) >= payloadLimit;

  const take = (): StreamRecord[] => {
    let bytes = 0;
    let count = 0;
    for (const item of waiting.slice(0, batchSize)) {
      bytes += item.bytes;
      if (count > 0 && bytes > payloadLimit) break;
      count++;
    }
    return waiting.splice(0, count).map(({ record }) => record);
  };

  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      if (waiting.length === 0) {
        await clock.sleep(hour);
        continue;
      }
      const windowEnd = performance.now() + windowMs;
      while (!full() && !signal.aborted && performance.now() < windowEnd)
        await clock.sleep(windowEnd - performance.now());
      if (signal.aborted) return;
      const [first, ...rest] = take();
      if (first) await settings.process([first, ...rest]);
    }
  };

  return {
    lane: {
      push: (record) => {
        waiting.push({ record, bytes: Buffer.byteLength(record.json) });
        clock.ring();
      },
    },
    finished: run().finally(() => signal.removeEventListener("abort", clock.ring)),
  };
};

const hour = 3_600_000;

const sum = (items: readonly { bytes: number }[]): number =>
  items.reduce((total, { bytes }) => total + bytes, 0);

/** Which of `count` lanes the records of one key take: always the same, so that their order holds. */
export const laneOf = (orderKey: string, count: number): number => {
  let hash = 0;
  for (const character of orderKey) hash = (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) >>> 0;
  return hash % count;
};
