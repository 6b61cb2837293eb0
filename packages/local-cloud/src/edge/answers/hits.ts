/** Answers that go out again and again: their heads are put together once. */
import type { Retrieved } from "../cache/retrieve.ts";
import { type HeaderMap, headOf } from "../headers.ts";
import { requestId } from "../viewer/edge-identity.ts";
import type { ViewerRequest } from "../viewer/viewer-request.ts";
import { whole } from "./finish.ts";
import { withTraces } from "./traces.ts";
import type { ViewerAnswer } from "./viewer-answer.ts";

/** @returns `undefined` for what is no plain hit, and has to be made for this one request */
export type Hits = (request: ViewerRequest, retrieved: Retrieved) => ViewerAnswer | undefined;

interface Prepared {
  readonly status: number;
  readonly head: readonly string[];
  /** Where in the head they are; -1 when a policy removes them, or says something else in their place. */
  readonly ageAt: number;
  readonly idAt: number;
}

/** What makes of the same entry another answer; `Origin` only by a response headers policy. */
const isPlain = ({ method, headers }: ViewerRequest): boolean =>
  method === "GET" &&
  headers.range === undefined &&
  headers["if-none-match"] === undefined &&
  headers["if-modified-since"] === undefined &&
  headers.origin === undefined;

/** Stand for what each answer has of its own. */
const blanks = { age: "(age)", id: "(id)" };

/** @param addHeaders what the response headers policy makes of an answer */
export const createHits = (addHeaders: (headers: HeaderMap, request: ViewerRequest) => HeaderMap): Hits => {
  const known = new WeakMap<Retrieved["entry"], Prepared>();

  const prepare = (request: ViewerRequest, retrieved: Retrieved): Prepared => {
    const { status, headers } = whole(request, retrieved);
    const head = headOf(addHeaders(withTraces(headers, { result: "Hit", ...blanks }), request));
    const prepared = { status, head, ageAt: head.indexOf(blanks.age), idAt: head.indexOf(blanks.id) };
    known.set(retrieved.entry, prepared);
    return prepared;
  };

  return (request, retrieved) => {
    const { entry, status, age } = retrieved;
    // Errors may have pages of their own; how long a body is, is certain when all of it is there.
    const whole = entry.status < 400 && entry.body.total !== undefined;
    if (status !== "Hit" || !whole || !isPlain(request)) return undefined;
    const prepared = known.get(entry) ?? prepare(request, retrieved);
    const head = prepared.head.slice();
    if (prepared.ageAt > 0) head[prepared.ageAt] = String(age);
    if (prepared.idAt > 0) head[prepared.idAt] = requestId();
    return { status: prepared.status, head, body: entry.body };
  };
};
