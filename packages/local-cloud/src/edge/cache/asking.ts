/** Asking an origin, and reading from its answer what there is to know about keeping it. */
import { type HeaderMap, headerText } from "../headers.ts";
import type { OriginAnswer, OriginRequest } from "../origins/origin.ts";
import { failureAnswer } from "./failure-answer.ts";
import type { Kept } from "./object-cache.ts";
import { type Revalidation, revalidationOf } from "./revalidation.ts";
import { lifetimeOf, stalenessOf } from "./time-to-live.ts";
import type { Wanted } from "./wanted.ts";

/** @param stale what is kept: the origin need not send it again when nothing has changed */
export const ask = async (
  { fetch }: Wanted,
  request: OriginRequest,
  stale: Revalidation | undefined,
): Promise<OriginAnswer> => {
  const headers = stale?.headersFor(request) ?? request.headers;
  try {
    return await fetch({ ...request, headers });
  } catch (error) {
    return failureAnswer(error);
  }
};

const ageOf = (headers: HeaderMap): number => Math.max(0, Number(headerText(headers, "age") ?? 0) || 0);

export const describe = (
  { ttl, errorMinimum }: Wanted,
  request: OriginRequest,
  { status, headers }: Pick<OriginAnswer, "status" | "headers">,
  now: number,
) => ({
  initialAge: ageOf(headers),
  lifetime: lifetimeOf(status, headers, ttl, errorMinimum(status), now),
  staleness: stalenessOf(headers, ttl),
  revalidation: revalidationOf(request, { status, headers }),
  storedAt: now,
  retryAt: 0,
});

/** Whether an error of the origin is covered up by what is kept. */
export const coversErrors = ({ storedAt, lifetimeSeconds, staleness, status }: Kept, now: number): boolean =>
  status < 400 && now < storedAt + (lifetimeSeconds + staleness.ifError) * 1_000;
