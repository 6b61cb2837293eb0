/** What the edge keeps, in memory: the least recently used goes first when there is no room. */
import type { HeaderMap } from "../headers.ts";
import type { Revalidation } from "./revalidation.ts";
import type { SharedBody } from "./shared-body.ts";
import type { Staleness } from "./time-to-live.ts";

/** What there is to serve. */
export interface Servable {
  readonly status: number;
  /** As viewers get them. */
  readonly headers: HeaderMap;
  /** In whole or under way. */
  readonly body: SharedBody;
}

/** An answer that is kept, and what there is to know about keeping it. */
export interface Kept extends Servable {
  readonly key: string;
  readonly distributionId: string;
  /** What invalidations may call it. */
  readonly uris: readonly string[];
  /** Headers that a 304 of the origin does not change. */
  readonly fixedHeaders: ReadonlySet<string>;
  readonly revalidation: Revalidation;
  /** Epoch milliseconds. */
  readonly storedAt: number;
  /** Seconds that it had been on its way already. */
  readonly initialAge: number;
  readonly lifetimeSeconds: number;
  readonly staleness: Staleness;
  /** Epoch milliseconds; after an error the origin is left alone until then. */
  readonly retryAt: number;
}

export interface ObjectCache {
  get(key: string): Kept | undefined;
  /** @param entry whose body is whole, its bytes reserved */
  put(entry: Kept): void;
  /** Puts another description in place of one that is still there; the body stays. */
  replace(before: Kept, after: Kept): void;
  remove(matching: (entry: Kept) => boolean): void;
  /** Makes room for bytes that arrive. @returns `false` when there is none to make */
  reserve(bytes: number): boolean;
  release(bytes: number): void;
  /** The largest body that is kept. */
  readonly largestBody: number;
}

/** What an entry weighs beside its body: headers, key, the maps that hold it. */
const overheadBytes = 2_048;

/** @param budget bytes, for everything together */
export const createObjectCache = (budget: number): ObjectCache => {
  const entries = new Map<string, Kept>();
  /** Bodies that are kept, and those that are about to be. */
  let used = 0;
  /** The key that comes last, unless it is gone: what is asked for again and again need not be moved each time. */
  let newest: string | undefined;

  const weightOf = ({ body }: Kept): number => body.received;

  const drop = (entry: Kept): void => {
    entries.delete(entry.key);
    used -= weightOf(entry) + overheadBytes;
  };

  const makeRoom = (): void => {
    for (const entry of entries.values()) {
      if (used <= budget) return;
      drop(entry);
    }
  };

  return {
    largestBody: Math.floor(budget / 4),
    get: (key) => {
      const entry = entries.get(key);
      if (!entry || key === newest) return entry;
      // A map keeps the order in which its keys came: the last one is the most recently used.
      entries.delete(key);
      entries.set(key, entry);
      newest = key;
      return entry;
    },
    put: (entry) => {
      const earlier = entries.get(entry.key);
      if (earlier) drop(earlier);
      entries.set(entry.key, entry);
      newest = entry.key;
      used += overheadBytes;
      makeRoom();
    },
    replace: (before, after) => {
      if (entries.get(before.key) === before) entries.set(after.key, after);
    },
    remove: (matching) => {
      for (const entry of [...entries.values()]) if (matching(entry)) drop(entry);
    },
    reserve: (bytes) => {
      used += bytes;
      makeRoom();
      if (used <= budget) return true;
      used -= bytes;
      return false;
    },
    release: (bytes) => {
      used -= bytes;
    },
  };
};
