import { setTimeout as pause } from "node:timers/promises";
import { createAlarmClock } from "./alarm-clock.ts";
import { createBackoff } from "./backoff.ts";
import type { StreamMapping } from "./mapping.ts";
import { messageOf, type Poller, type PollerPorts, type PollerReport } from "./poller.ts";
import { workOnShard } from "./shard-worker.ts";
import { sequenceNumberOf } from "./stream-event.ts";
import { createStreamSource, type Shard, type StreamSource } from "./stream-source.ts";

/** Open shards do not split often: how often to look for new ones when none has ended. */
const discoveryMs = 60_000;

/**
 * Runs a mapping from a DynamoDB stream: every shard from its checkpoint, children after their parents.
 * https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
 */
export const startStreamPoller = (
  mapping: StreamMapping,
  ports: PollerPorts,
  report: PollerReport,
): Poller => {
  const stopping = new AbortController();
  const { signal } = stopping;
  const clock = createAlarmClock();
  const source = createStreamSource(mapping, ports, signal);
  const working = new Map<string, Promise<void>>();
  signal.addEventListener("abort", clock.ring);

  const finished = (shardId: string) => ports.checkpoints.get(mapping.UUID, shardId)?.finished === true;

  const startShards = (shards: readonly Shard[]): void => {
    const known = new Set(shards.map(({ shardId }) => shardId));
    for (const { shardId, parentShardId } of shards) {
      const parentPending =
        parentShardId !== undefined && known.has(parentShardId) && !finished(parentShardId);
      if (parentPending || finished(shardId) || working.has(shardId)) continue;
      const work = workOnShard(shardId, { mapping, source, ports, report, signal })
        .catch(async (error: unknown) => {
          report.problem(messageOf(error));
          await pause(ports.settings.maximumBackoffMs, undefined, { signal, ref: false });
        })
        .catch(() => undefined)
        .finally(() => {
          working.delete(shardId);
          clock.ring();
        });
      working.set(shardId, work);
    }
  };

  const run = async (): Promise<void> => {
    const backoff = createBackoff(ports.settings);
    while (!signal.aborted) {
      try {
        const shards = await source.shards();
        if (mapping.StartingPosition === "LATEST" && !ports.checkpoints.hasAny(mapping.UUID))
          await startAtEnd(shards, source, mapping, ports);
        startShards(shards);
        backoff.reset();
        await clock.sleep(discoveryMs);
      } catch (error) {
        if (signal.aborted) break;
        report.problem(messageOf(error));
        await backoff.pause(signal).catch(() => undefined);
      }
    }
    await Promise.all(working.values());
  };

  const running = run();
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
};

/**
 * Fixes LATEST, once, as the end of each shard at this moment: kept as a sequence number, it still means the same after
 * a restart, where a LATEST iterator would skip what was written in between.
 */
const startAtEnd = async (
  shards: readonly Shard[],
  source: StreamSource,
  mapping: StreamMapping,
  ports: PollerPorts,
): Promise<void> => {
  const ends = await Promise.all(
    shards.map(async (shard) => ({
      shardId: shard.shardId,
      finished: shard.closed,
      sequenceNumber: shard.closed ? undefined : await lastSequenceNumber(source, shard.shardId),
    })),
  );
  for (const { shardId, sequenceNumber, finished } of ends)
    ports.checkpoints.put(mapping.UUID, shardId, { sequenceNumber, finished });
};

const lastSequenceNumber = async (source: StreamSource, shardId: string): Promise<string | undefined> => {
  let last: string | undefined;
  let iterator: string | undefined = await source.iteratorAfter(shardId, undefined);
  while (iterator !== undefined) {
    const page = await source.read(iterator, 1_000);
    const newest = page.records.at(-1);
    if (!newest) return last;
    last = sequenceNumberOf(newest);
    iterator = page.nextIterator;
  }
  return last;
};
