import { setTimeout as pause } from "node:timers/promises";
import { createAlarmClock } from "./alarm-clock.ts";
import { createBackoff } from "./backoff.ts";
import { createDynamoDbSource } from "./dynamodb-source.ts";
import { createKinesisSource } from "./kinesis-source.ts";
import type { StreamMapping } from "./mapping.ts";
import { messageOf, type Poller, type PollerPorts, type PollerReport } from "./poller.ts";
import { workOnShard } from "./shard-worker.ts";
import type { Shard } from "./stream-source.ts";

/** Open shards do not split often: how often to look for new ones when none has ended. */
const discoveryMs = 60_000;

/**
 * Runs a mapping from a stream: every shard from its checkpoint, children after their parents.
 * https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
 * https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html
 */
export const startStreamPoller = (
  mapping: StreamMapping,
  ports: PollerPorts,
  report: PollerReport,
): Poller => {
  const stopping = new AbortController();
  const { signal } = stopping;
  const clock = createAlarmClock();
  const source =
    mapping.source === "kinesis"
      ? createKinesisSource(mapping, ports, signal)
      : createDynamoDbSource(mapping, ports, signal);
  const working = new Map<string, Promise<void>>();
  signal.addEventListener("abort", clock.ring);

  const finished = ({ checkpointKey }: Shard) =>
    ports.checkpoints.get(mapping.UUID, checkpointKey)?.finished === true;

  const startShards = (shards: readonly Shard[]): void => {
    // Parents that are no longer listed have lost their last records to time.
    const unfinished = new Set(shards.filter((shard) => !finished(shard)).map(({ shardId }) => shardId));
    for (const shard of shards) {
      const { checkpointKey } = shard;
      const parentPending = shard.parentShardIds.some((parent) => unfinished.has(parent));
      if (parentPending || finished(shard) || working.has(checkpointKey)) continue;
      const work = workOnShard(shard, { mapping, source, ports, report, signal })
        .catch(async (error: unknown) => {
          report.problem(messageOf(error));
          await pause(ports.settings.maximumBackoffMs, undefined, { signal, ref: false });
        })
        .catch(() => undefined)
        .finally(() => {
          working.delete(checkpointKey);
          clock.ring();
        });
      working.set(checkpointKey, work);
    }
  };

  const run = async (): Promise<void> => {
    const backoff = createBackoff(ports.settings);
    while (!signal.aborted) {
      try {
        startShards(await source.shards());
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
