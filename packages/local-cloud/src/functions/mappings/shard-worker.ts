import { createAlarmClock } from "./alarm-clock.ts";
import { createBackoff } from "./backoff.ts";
import { createLane, laneOf } from "./lane.ts";
import type { StreamMapping } from "./mapping.ts";
import { messageOf, type PollerPorts, type PollerReport } from "./poller.ts";
import { createShardProgress } from "./shard-progress.ts";
import { recordFilter } from "./source-filter.ts";
import { processStreamBatch } from "./stream-batch.ts";
import { type StreamRecord, sequenceNumberOf } from "./stream-record.ts";
import { failedWith, type Shard, type StreamSource } from "./stream-source.ts";

/** Records of one shard that are read ahead of the function, at least. */
const readAhead = 1_000;
/** First pause after a look that found nothing, and how it grows from one such look to the next. */
const firstPauseMs = 5;
const pauseGrowth = 4;

/**
 * Reads one shard from its checkpoint to its end and gets every record done, in order per key, or, with one lane,
 * in the order of the shard.
 *
 * @returns when the shard is closed and done, or the signal aborts
 */
export const workOnShard = async (
  { shardId, checkpointKey }: Shard,
  context: {
    mapping: StreamMapping;
    source: StreamSource;
    ports: PollerPorts;
    report: PollerReport;
    signal: AbortSignal;
  },
): Promise<void> => {
  const { mapping, source, ports, report } = context;
  const broken = new AbortController();
  const signal = AbortSignal.any([context.signal, broken.signal]);
  const passes = recordFilter(mapping);
  const progress = createShardProgress();
  const clock = createAlarmClock();

  const done = (records: readonly StreamRecord[]): void => {
    const checkpoint = progress.done(records.map(sequenceNumberOf));
    if (checkpoint !== undefined)
      ports.checkpoints.put(mapping.UUID, checkpointKey, { sequenceNumber: checkpoint, finished: false });
    clock.ring();
  };

  const lanes = Array.from({ length: mapping.ParallelizationFactor }, () =>
    createLane({
      batchSize: mapping.BatchSize,
      windowMs: mapping.MaximumBatchingWindowInSeconds * 1_000,
      signal,
      process: (batch) =>
        processStreamBatch(batch, { shardId, mapping, ports, report, signal, done }).catch(
          // No lane may go on past records that are not done.
          (error: unknown) => broken.abort(error),
        ),
    }),
  );

  const accept = (record: StreamRecord): void => {
    progress.begin(sequenceNumberOf(record));
    if (passes(record.event)) lanes[laneOf(record.orderKey, lanes.length)]?.lane.push(record);
    else done([record]);
  };

  const capacity = Math.max(readAhead, mapping.BatchSize * mapping.ParallelizationFactor);

  /** Follows the shard. @returns true at its end, false when the signal aborts */
  const follow = async (): Promise<boolean> => {
    const backoff = createBackoff(ports.settings);
    let position = ports.checkpoints.get(mapping.UUID, checkpointKey)?.sequenceNumber;
    let iterator: string | undefined;
    let pauseMs = firstPauseMs;
    while (!signal.aborted) {
      if (progress.open() >= capacity) {
        await clock.sleep(ports.settings.streamIdlePollMs);
        continue;
      }
      try {
        iterator ??= await source.iteratorAfter(shardId, position);
        const page = await source.read(shardId, iterator, capacity - progress.open());
        backoff.reset();
        for (const record of page.records) accept(record);
        const last = page.records.at(-1);
        if (last) position = sequenceNumberOf(last);
        if (page.nextIterator === undefined) return true;
        iterator = page.nextIterator;
        if (last) pauseMs = firstPauseMs;
        if (!page.caughtUp) continue;
        if (progress.open() === 0) report.ok();
        const woken = await clock.sleep(pauseMs);
        pauseMs = woken ? firstPauseMs : Math.min(pauseMs * pauseGrowth, ports.settings.streamIdlePollMs);
      } catch (error) {
        if (signal.aborted) return false;
        iterator = undefined;
        if (failedWith(error, "ExpiredIteratorException")) continue;
        report.problem(messageOf(error));
        await backoff.pause(signal).catch(() => undefined);
      }
    }
    return false;
  };

  const forgetWrites = ports.sourceWrites.listen(source.writesTo(shardId), clock.ring);
  signal.addEventListener("abort", clock.ring);
  try {
    const ended = await follow();
    while (ended && progress.open() > 0 && !signal.aborted)
      await clock.sleep(ports.settings.streamIdlePollMs);
    if (ended && progress.open() === 0)
      ports.checkpoints.put(mapping.UUID, checkpointKey, {
        sequenceNumber: ports.checkpoints.get(mapping.UUID, checkpointKey)?.sequenceNumber,
        finished: true,
      });
  } finally {
    forgetWrites();
    signal.removeEventListener("abort", clock.ring);
    // Lanes stop for this reason only when nothing stopped them before.
    broken.abort(endOfWork);
    await Promise.all(lanes.map(({ finished }) => finished));
  }
  if (broken.signal.reason !== endOfWork && !context.signal.aborted) throw broken.signal.reason;
};

const endOfWork = new Error("The shard is no longer worked on.");
