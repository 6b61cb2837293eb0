/**
 * `Idempotency-Key` on POST: however often a request is sent, its effect comes once and its answer is the same.
 * Why it is our own: docs/decisions/0006-idempotency-keys.md
 */
import type { ProblemCode } from "@skein/contracts/problem";

/** An answer as it is kept for the next request with the same key. */
export interface StoredAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: unknown;
}

/** One try to carry out a request. */
export interface Attempt {
  /** Scope and key, hashed. */
  readonly key: string;
  /** Hash of what was asked. */
  readonly fingerprint: string;
  /** A fresh UUIDv7, kept for later attempts when this one is the first. */
  readonly requestId: string;
  readonly now: Date;
  /** When the attempt cannot be running any more. */
  readonly deadline: Date;
}

export type Begun =
  /** Go on; `requestId` is that of the first attempt. */
  | { readonly outcome: "begun"; readonly requestId: string }
  | { readonly outcome: "done"; readonly answer: StoredAnswer }
  | { readonly outcome: Extract<ProblemCode, "idempotency-in-progress" | "idempotency-mismatch"> };

export interface IdempotencyStore {
  begin(attempt: Attempt): Promise<Begun>;
  /** Keeps the answer for 24 hours from the first attempt. */
  complete(attempt: Attempt, answer: StoredAnswer): Promise<void>;
  /** Lets the next attempt in; `forget` when the request surely had no effect. */
  release(attempt: Attempt, options: { readonly forget: boolean }): Promise<void>;
}
