/** Runs a handler at most once per `Idempotency-Key`, and repeats its answer. */
import { createHash } from "node:crypto";
import { IdempotencyInProgress, IdempotencyMismatch, ServiceError, ValidationFailed } from "../errors.ts";
import type { Attempt, IdempotencyStore } from "../idempotency.ts";
import { logger } from "../logger.ts";
import type { Answer } from "./answer.ts";

const shape = /^[\x21-\x7e]{1,255}$/;

/** @throws {ValidationFailed} when the header is there but cannot be a key */
export const idempotencyKeyOf = (header: string | undefined): string | undefined => {
  if (header === undefined || shape.test(header)) return header;
  throw new ValidationFailed([
    {
      path: "/headers/idempotency-key",
      message: "must have 1 to 255 printable ASCII characters and no spaces",
    },
  ]);
};

const hash = (...parts: unknown[]): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("base64url");

export interface IdempotentRequest {
  /** Whom and what the key is for; two users never share one. */
  readonly scope: readonly string[];
  readonly key: string;
  /** What was asked, as the contract read it. */
  readonly content: readonly unknown[];
  readonly requestId: string;
  /** The user who asks, if any. */
  readonly owner: string | undefined;
  readonly remainingMilliseconds: number;
}

/**
 * An attempt that fails lets the next one in. Only a refusal proves that nothing was done, and frees the key;
 * after any other failure the key stays bound to its request, and the next attempt gets the same `requestId`.
 */
export const idempotently = async (
  { scope, key, content, requestId, owner, remainingMilliseconds }: IdempotentRequest,
  store: IdempotencyStore,
  work: (requestId: string) => Promise<Answer>,
): Promise<Answer> => {
  const now = new Date();
  const attempt: Attempt = {
    key: hash(...scope, key),
    fingerprint: hash(...content),
    requestId,
    owner,
    now,
    deadline: new Date(now.getTime() + remainingMilliseconds),
  };
  const begun = await store.begin(attempt);
  switch (begun.outcome) {
    case "done":
      return begun.answer;
    case "idempotency-in-progress":
      throw new IdempotencyInProgress();
    case "idempotency-mismatch":
      throw new IdempotencyMismatch();
    case "begun": {
      const answer = await release(store, attempt, () => work(begun.requestId));
      await store.complete(attempt, answer);
      return answer;
    }
  }
};

const release = async (
  store: IdempotencyStore,
  attempt: Attempt,
  work: () => Promise<Answer>,
): Promise<Answer> => {
  try {
    return await work();
  } catch (error) {
    const forget = error instanceof ServiceError && error.status < 500;
    await store.release(attempt, { forget }).catch((failure: unknown) => {
      // The first error is the one to answer; the key frees itself at its deadline.
      logger.warn("an idempotency key was not released", { error: String(failure) });
    });
    throw error;
  }
};
