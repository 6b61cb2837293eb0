import type { OriginAnswer, OriginFetch, OriginRequest } from "../origins/origin.ts";
import { failureAnswer } from "./failure-answer.ts";
import { pump } from "./pump.ts";
import type { Retrieved } from "./retrieve.ts";
import { createSharedBody } from "./shared-body.ts";
import type { EncodedAnswer } from "./wanted.ts";

/** There is nothing to reserve room for. */
const noRoom = { reserve: () => false, release: () => undefined, largestBody: 0 };

/** Asks the origin, and keeps nothing of what it says. */
export const relay = async (
  fetch: OriginFetch,
  request: OriginRequest,
  encode: (answer: OriginAnswer) => EncodedAnswer,
): Promise<Retrieved> => {
  const answer = await fetch(request).catch(failureAnswer);
  // What a HEAD says about the body is said without one: there is nothing to compress.
  const { status, headers, body: source } = request.method === "HEAD" ? answer : encode(answer);
  const body = createSharedBody(false);
  void pump(source, body, { cache: noRoom, kept: false, stopped: () => undefined });
  return { entry: { status, headers, body }, status: "Miss", age: undefined };
};
