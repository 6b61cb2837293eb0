/** From the cache when it can, from the origin when it must, and from there once for all who ask at the same time. */
import { coversErrors } from "./asking.ts";
import { type Fill, type FillResult, startFill } from "./fill.ts";
import { invalidationMatch } from "./invalidation-match.ts";
import type { Kept, ObjectCache, Servable } from "./object-cache.ts";
import type { Wanted } from "./wanted.ts";

/** How an answer came about, in CloudFront's words. */
export type CacheStatus = "Hit" | "Miss" | "RefreshHit";

export interface Retrieved {
  readonly entry: Servable;
  readonly status: CacheStatus;
  /** Seconds; of what comes fresh from the origin there is none. */
  readonly age: number | undefined;
}

export interface Retriever {
  /** What is kept and may be served at once. */
  kept(wanted: Wanted): Retrieved | undefined;
  retrieve(wanted: Wanted): Promise<Retrieved>;
  /** From the cache or from a fill under way, without asking the origin. */
  find(key: string): Promise<Retrieved | undefined>;
  /** From now on nothing is served that was fetched under these paths before. */
  invalidate(distributionId: string, paths: readonly string[]): void;
  /** Forgets everything of a distribution. */
  forget(distributionId: string): void;
}

export interface RetrieverSettings {
  readonly cache: ObjectCache;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

export const createRetriever = ({ cache, now }: RetrieverSettings): Retriever => {
  /** Those that others may join. */
  const open = new Map<string, Fill>();
  /** All that are under way: an invalidation must reach those, too, that nobody can join. */
  const underWay = new Set<Fill>();

  const closed = (fill: Fill): void => {
    if (open.get(fill.wanted.key) === fill) open.delete(fill.wanted.key);
  };
  const start = (wanted: Wanted, stale: Kept | undefined): Fill => {
    const fill = startFill(wanted, stale, { cache, now, closed, finished: (done) => underWay.delete(done) });
    underWay.add(fill);
    return fill;
  };
  const startShared = (wanted: Wanted, stale: Kept | undefined): Fill => {
    const fill = start(wanted, stale);
    open.set(wanted.key, fill);
    return fill;
  };

  /** In the background: nobody is going to read what comes of it, unless from the cache. */
  const refresh = (wanted: Wanted, stale: Kept): void => {
    startShared(wanted, stale).result.then(
      ({ entry }) => entry.body.ignore(),
      () => undefined,
    );
  };

  const ageOf = ({ storedAt, initialAge }: Kept): number =>
    initialAge + Math.max(0, Math.floor((now() - storedAt) / 1_000));

  const hit = (entry: Kept): Retrieved => ({ entry, status: "Hit", age: ageOf(entry) });

  const retrieved = ({ entry, kind }: FillResult): Retrieved => {
    if (kind === "stale") return hit(entry);
    return kind === "validated"
      ? { entry, status: "RefreshHit", age: undefined }
      : { entry, status: "Miss", age: undefined };
  };

  const freshFor = ({ storedAt, lifetimeSeconds }: Kept): number =>
    storedAt + lifetimeSeconds * 1_000 - now();

  /** Fresh or not. */
  const servable = (entry: Kept | undefined, wanted: Wanted): Retrieved | undefined => {
    if (!entry) return undefined;
    const left = freshFor(entry);
    if (left > 0) return hit(entry);
    if (entry.retryAt > now() && coversErrors(entry, now())) return hit(entry);
    if (entry.status >= 400 || -left >= entry.staleness.whileRevalidating * 1_000) return undefined;
    if (!open.has(wanted.key)) refresh(wanted, entry);
    return hit(entry);
  };

  const forgetAll = (matching: (one: Pick<Kept, "distributionId" | "uris">) => boolean): void => {
    cache.remove(matching);
    for (const fill of underWay) {
      if (!matching(fill.wanted)) continue;
      fill.invalidated = true;
      closed(fill);
    }
  };

  return {
    kept: (wanted) => servable(cache.get(wanted.key), wanted),
    retrieve: async (wanted) => {
      const entry = cache.get(wanted.key);
      const served = servable(entry, wanted);
      if (served) return served;
      const other = open.get(wanted.key);
      if (!other) return retrieved(await startShared(wanted, entry).result);
      const result = await other.result;
      if (result.shareable) return retrieved(result);
      // What is not to be shared is asked for by each on its own, as CloudFront does.
      return retrieved(await start(wanted, cache.get(wanted.key)).result);
    },
    find: async (key) => {
      const entry = cache.get(key);
      if (entry && freshFor(entry) > 0) return hit(entry);
      const result = await open.get(key)?.result;
      return result?.shareable ? retrieved(result) : undefined;
    },
    invalidate: (distributionId, paths) => {
      const matches = invalidationMatch(paths);
      forgetAll((one) => one.distributionId === distributionId && one.uris.some(matches));
    },
    forget: (distributionId) => forgetAll((one) => one.distributionId === distributionId),
  };
};
