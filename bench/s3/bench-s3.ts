/** Throughput of S3, beside the engines that npm has, in the same run. */
import os from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import type { Bar } from "../bar.ts";
import { median } from "../statistics.ts";
import { installRivals } from "./install-rivals.ts";
import {
  largeBytes,
  type Operation,
  objectOperations,
  removeLarge,
  uploadLarge,
  verifyLarge,
} from "./operations.ts";
import { forgetPeaks, peakOf } from "./peak-memory.ts";
import { inRounds, type Rates, Refusal } from "./rounds.ts";
import { Bucket, type Store, startCloud, startRival } from "./stores.ts";

interface Rival {
  /** What is to be known of it when its figures are read. */
  readonly note: string;
  readonly bar?: Bar["bar"];
}

const asFast = { kind: "at least", value: 1 } as const;
const rivals: Readonly<Record<string, Rival>> = {
  s3rver: { note: "syncs nothing", bar: asFast },
  fauxqs: { note: "in memory", bar: asFast },
  "fauxqs on disk": { note: "syncs nothing", bar: asFast },
  // No engine, but as much as the client can do.
  "bare HTTP": { note: "no engine can be faster" },
};

const roundMs = 700;
const rounds = 8;
const mostLargeRounds = 3;
/** No further 1 GiB after this; a slow machine measures it fewer times. */
const largeRoundsEndMs = 190_000;
/** Whatever happens, the bench ends. */
const limitMs = 400_000;

const perSecond = async ({ s3 }: Store, { once, concurrency }: Operation): Promise<number> => {
  const startedAt = performance.now();
  let turns = 0;
  const onAndOn = async () => {
    while (performance.now() - startedAt < roundMs) await once(s3, turns++);
  };
  await Promise.all(Array.from({ length: concurrency }, onAndOn));
  return (turns * 1_000) / (performance.now() - startedAt);
};

const mebibytesPerSecond = async ({ s3 }: Store): Promise<number> => {
  const startedAt = performance.now();
  await uploadLarge(s3);
  return largeBytes / 1_024 ** 2 / ((performance.now() - startedAt) / 1_000);
};

/** Ours, and how many times that of each rival it is: the median over the rounds, each by itself. */
const barsOf = (what: string, unit: string, rates: Rates): readonly Bar[] => {
  const ours = rates.get("ours");
  if (!ours || ours instanceof Refusal) throw new Error(`${what}: ${ours?.reason ?? "was not measured"}`);
  const besides = Object.entries(rivals).map(([name, { note, bar }]): Bar => {
    const theirs = rates.get(name);
    const row = { what: `  times that of ${name} (${note})`, unit: "times" };
    if (!theirs || theirs instanceof Refusal)
      return { ...row, value: Number.NaN, instead: `${name} cannot: ${theirs?.reason ?? "it is not there"}` };
    const ratio = median(ours.map((rate, round) => rate / (theirs[round] ?? Number.NaN)));
    return { ...row, value: ratio, ...(bar ? { bar } : {}) };
  });
  return [{ what, value: median(ours), unit }, ...besides];
};

const benchObjects = async (stores: readonly Store[], operation: Operation): Promise<readonly Bar[]> => {
  const rates = await inRounds(
    stores,
    async ({ s3 }) => {
      await operation.verify(s3);
      await operation.prepare(s3);
    },
    (store) => perSecond(store, operation),
    (round) => round < operation.warmUpRounds + rounds,
  );
  const warm = [...rates].map(
    ([name, of]) => [name, of instanceof Refusal ? of : of.slice(operation.warmUpRounds)] as const,
  );
  return barsOf(operation.title, "/s", new Map(warm));
};

const benchLarge = async (
  stores: readonly Store[],
  startedAt: number,
  say: (line: string) => void,
): Promise<readonly Bar[]> => {
  let peak = Number.NaN;
  const rates = await inRounds(
    stores,
    async (store) => {
      say(`1 GiB up and down: ${store.name}`);
      forgetPeaks(store.pid);
      await uploadLarge(store.s3);
      if (store.name === "ours") peak = peakOf(store.pid);
      await verifyLarge(store.s3);
    },
    async (store) => {
      await removeLarge(store.s3);
      say(`1 GiB upload: ${store.name}`);
      return mebibytesPerSecond(store);
    },
    (round) => round === 0 || (round < mostLargeRounds && performance.now() - startedAt < largeRoundsEndMs),
  );
  return [
    ...barsOf("1 GiB multipart upload, streamed", "MiB/s", rates),
    { what: "most memory of our cloud during it", value: peak, unit: "MiB" },
  ];
};

const measure = async (stores: readonly Store[], say: (line: string) => void): Promise<readonly Bar[]> => {
  const startedAt = performance.now();
  for (const { s3 } of stores) await s3.createBucket({ Bucket });
  const bars: Bar[] = [];
  for (const operation of objectOperations) {
    say(operation.title);
    bars.push(...(await benchObjects(stores, operation)));
  }
  bars.push(...(await benchLarge(stores, startedAt, say)));
  bars.push({
    what: `load of the machine (${os.availableParallelism()} CPUs), last minute`,
    value: os.loadavg()[0] ?? 0,
    unit: "",
  });
  return bars;
};

/** @param say takes a line about how far it is */
export const benchS3 = async (say: (line: string) => void): Promise<readonly Bar[]> => {
  const packages = await installRivals(say);
  const stores: Store[] = [];
  try {
    say("starting the local cloud and its rivals");
    stores.push(await startCloud());
    for (const name of Object.keys(rivals)) stores.push(await startRival(name, packages));
    const late = sleep(limitMs, undefined, { ref: false }).then(() => {
      throw new Error(
        `the bench is not over after ${limitMs / 1_000} s: is the machine busy with something else?`,
      );
    });
    return await Promise.race([measure(stores, say), late]);
  } finally {
    for (const store of stores) await store.close();
  }
};
