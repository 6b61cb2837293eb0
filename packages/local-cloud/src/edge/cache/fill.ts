/** An answer of an origin on its way into the cache, and to all who wait for it. */
import { headerText } from "../headers.ts";
import type { OriginAnswer } from "../origins/origin.ts";
import { ask, coversErrors, describe } from "./asking.ts";
import type { Kept, ObjectCache } from "./object-cache.ts";
import { pump } from "./pump.ts";
import { createSharedBody } from "./shared-body.ts";
import type { Wanted } from "./wanted.ts";

export interface Fill {
  readonly wanted: Wanted;
  /** Set when the object is invalidated: what was asked for before must not be kept. */
  invalidated: boolean;
  readonly result: Promise<FillResult>;
}

export interface FillResult {
  readonly entry: Kept;
  /** `validated`: what was kept is good again. `stale`: it is served instead of an error. */
  readonly kind: "new" | "validated" | "stale";
  /** Whether others who asked for the same may have it, too. */
  readonly shareable: boolean;
}

export interface FillSettings {
  readonly cache: ObjectCache;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Called when nobody new may join. */
  readonly closed: (fill: Fill) => void;
  /** Called when it has been kept, or never will be. */
  readonly finished: (fill: Fill) => void;
}

export const startFill = (wanted: Wanted, stale: Kept | undefined, settings: FillSettings): Fill => {
  const { cache, now } = settings;
  const request = wanted.request();
  const closed = (): void => settings.closed(fill);
  const done = (): void => {
    settings.closed(fill);
    settings.finished(fill);
  };

  const validated = (before: Kept, answer: OriginAnswer): FillResult => {
    answer.body.resume();
    const refreshed = before.revalidation.refreshed(request, answer);
    // `Expires` counts from the time of this answer, not of the one that is kept.
    const headers = answer.headers.date ? { ...refreshed, date: answer.headers.date } : refreshed;
    const { lifetime, ...rest } = describe(wanted, request, { status: before.status, headers }, now());
    // Of what viewers get, only that changes which the origin has said anew: the body may be compressed since.
    const changed = Object.fromEntries(
      Object.entries(headers).filter(([name]) => name in answer.headers && !before.fixedHeaders.has(name)),
    );
    const entry: Kept = {
      ...before,
      ...rest,
      headers: { ...before.headers, ...changed },
      lifetimeSeconds: lifetime.seconds,
    };
    if (!fill.invalidated) cache.replace(before, entry);
    done();
    return { entry, kind: "validated", shareable: lifetime.seconds > 0 };
  };

  const instead = (before: Kept, answer: OriginAnswer): FillResult => {
    answer.body.resume();
    const entry = { ...before, retryAt: now() + wanted.errorMinimum(answer.status) * 1_000 };
    if (!fill.invalidated) cache.replace(before, entry);
    done();
    return { entry, kind: "stale", shareable: true };
  };

  const taken = (answer: OriginAnswer): FillResult => {
    const { lifetime, ...rest } = describe(wanted, request, answer, now());
    const length = Number(headerText(answer.headers, "content-length") ?? 0);
    const kept = lifetime.kept && length <= cache.largestBody;
    const encoded = wanted.encode(answer);
    const body = createSharedBody(kept);
    const entry: Kept = {
      ...rest,
      key: answer.status === 200 ? (wanted.wholeKey ?? wanted.key) : wanted.key,
      distributionId: wanted.distributionId,
      uris: wanted.uris,
      status: answer.status,
      headers: encoded.headers,
      fixedHeaders: encoded.fixed,
      body,
      lifetimeSeconds: lifetime.seconds,
    };
    const shareable = kept && lifetime.seconds > 0;
    if (!shareable) closed();
    void pump(encoded.body, body, { cache, kept, stopped: closed }).then((whole) => {
      if (whole && !fill.invalidated) cache.put(entry);
      else if (whole) cache.release(body.received);
      done();
    });
    return { entry, kind: "new", shareable };
  };

  const run = async (): Promise<FillResult> => {
    // What was found wrong or empty has nothing to revalidate.
    const answer = await ask(wanted, request, stale && stale.status < 400 ? stale.revalidation : undefined);
    if (answer.status === 304 && stale) return validated(stale, answer);
    if (answer.status >= 500 && stale && coversErrors(stale, now())) return instead(stale, answer);
    return taken(answer);
  };

  const result = Promise.resolve()
    .then(run)
    .catch((error: unknown) => {
      done();
      throw error;
    });
  // Whoever waits for it learns of its failure; when nobody does, nobody has to.
  result.catch(() => undefined);
  const fill: Fill = { wanted, invalidated: false, result };
  return fill;
};
