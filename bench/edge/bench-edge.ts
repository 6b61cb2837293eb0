/** Hits through our edge, beside nginx as a cache of the same origin. */
import os from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import type { Bar } from "../bar.ts";
import { median } from "../statistics.ts";
import { type Load, type Measured, measure } from "./load.ts";
import { startNginx } from "./nginx.ts";
import { type BenchObject, type Origin, objects, startOrigin } from "./origin.ts";
import { findPrograms } from "./programs.ts";
import { startSkeinEdge } from "./skein-edge.ts";
import { requireHit, type WebCache } from "./web-cache.ts";

const rounds = 9;
const crowd: Load = { threads: 2, connections: 32, seconds: 1 };
/** For the just-in-time compiler. */
const warmUp: Load = { ...crowd, seconds: 2 };
/** Nobody else waits: how long a hit takes, and not how long the queue is. */
const alone: Load = { threads: 1, connections: 1, seconds: 2 };
/** From here on the client has no CPU left to find out how fast a server is. */
const clientCeiling = 0.95;
/** Whatever happens, the bench ends. */
const limitMs = 88_000;

interface Contest {
  readonly wrk: string;
  readonly origin: Origin;
  readonly edge: WebCache;
  readonly nginx: WebCache;
}

interface Results {
  readonly crowded: readonly Measured[];
  readonly lone: Measured;
}

/** In turns, so that whatever else the machine does hits both alike. */
const contend = async ({ wrk, edge, nginx }: Contest, { path }: BenchObject) => {
  const crowded = new Map<WebCache, Measured[]>([
    [edge, []],
    [nginx, []],
  ]);
  for (const cache of crowded.keys()) await measure(wrk, cache, path, warmUp);
  for (let round = 0; round < rounds; round += 1) {
    const order = round % 2 === 0 ? [edge, nginx] : [nginx, edge];
    for (const cache of order) crowded.get(cache)?.push(await measure(wrk, cache, path, crowd));
  }
  const resultsOf = async (cache: WebCache): Promise<Results> => ({
    crowded: crowded.get(cache) ?? [],
    lone: await measure(wrk, cache, path, alone),
  });
  return { ours: await resultsOf(edge), theirs: await resultsOf(nginx) };
};

const middle = ({ crowded }: Results, figure: (measured: Measured) => number): number =>
  median(crowded.map(figure));

/** The median over the rounds, each by itself. */
const timesOurs = (ours: Results, theirs: Results): number =>
  median(theirs.crowded.map(({ perSecond }, round) => perSecond / (ours.crowded[round]?.perSecond ?? 0)));

const barsOf = (name: string, results: Results): readonly Bar[] => {
  const { lone } = results;
  const row = (what: string, value: number, unit: string): Bar => ({
    what: `  ${name}, ${what}`,
    value,
    unit,
  });
  return [
    row(
      "throughput",
      middle(results, (one) => one.perSecond),
      "requests/s",
    ),
    row(
      `latency of a hit, ${crowd.connections} at once, p50`,
      middle(results, (one) => one.p50),
      "ms",
    ),
    row(
      `latency of a hit, ${crowd.connections} at once, p99`,
      middle(results, (one) => one.p99),
      "ms",
    ),
    row("latency of a hit, one at a time, p50", lone.p50, "ms"),
    row("latency of a hit, one at a time, p99", lone.p99, "ms"),
    row(
      "CPU of a hit",
      middle(results, (one) => one.cpuMicroseconds),
      "us",
    ),
  ];
};

const clientBar = (name: string, results: Results): Bar => {
  const busy = middle(results, (one) => one.clientBusy);
  const limit = busy >= clientCeiling ? " (it is the limit here)" : "";
  return { what: `  ${name}, how busy the client was${limit}`, value: busy * 100, unit: "%" };
};

const benchObject = async (contest: Contest, object: BenchObject): Promise<readonly Bar[]> => {
  const { origin, edge, nginx } = contest;
  for (const cache of [edge, nginx]) await requireHit(cache, object);
  const { ours, theirs } = await contend(contest, object);
  return [
    {
      what: `${object.title}: nginx / edge, requests/s`,
      value: timesOurs(ours, theirs),
      unit: "times",
      bar: { kind: "at most", value: 5 },
    },
    ...barsOf("edge", ours),
    clientBar("edge", ours),
    {
      what: "  edge, times that it asked the origin",
      value: origin.asked(edge.userAgent, object.path),
      unit: "",
      bar: { kind: "at most", value: 1 },
    },
    ...barsOf("nginx", theirs),
    clientBar("nginx", theirs),
    {
      what: "  nginx, times that it asked the origin",
      value: origin.asked(nginx.userAgent, object.path),
      unit: "",
    },
  ];
};

const benchAll = async (contest: Contest, say: (line: string) => void): Promise<readonly Bar[]> => {
  const bars: Bar[] = [];
  for (const object of objects) {
    say(object.title);
    bars.push(...(await benchObject(contest, object)));
  }
  bars.push({
    what: `load of the machine (${os.availableParallelism()} CPUs), last minute`,
    value: os.loadavg()[0] ?? 0,
    unit: "",
  });
  return bars;
};

/** @param say takes a line about how far it is */
export const benchEdge = async (say: (line: string) => void): Promise<readonly Bar[]> => {
  const programs = findPrograms();
  const startedAt = performance.now();
  const origin = await startOrigin();
  const caches: WebCache[] = [];
  try {
    say("starting nginx and the local cloud");
    const nginx = await startNginx(programs.nginx, origin.port);
    caches.push(nginx);
    const edge = await startSkeinEdge(origin.port);
    caches.push(edge);
    const late = sleep(limitMs - (performance.now() - startedAt), undefined, { ref: false }).then(() => {
      throw new Error(
        `the bench is not over after ${limitMs / 1_000} s: is the machine busy with something else?`,
      );
    });
    return await Promise.race([benchAll({ wrk: programs.wrk, origin, edge, nginx }, say), late]);
  } finally {
    for (const cache of caches) await cache.close();
    origin.close();
  }
};
