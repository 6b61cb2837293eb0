/**
 * However often a request with an `Idempotency-Key` is sent, or an event delivered, its effect comes once.
 * Why it is our own: docs/decisions/0006-idempotency-keys.md and 0010-consumers.md
 */
import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
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
  /** The user whose answer is kept, so that it can be erased with the user. */
  readonly owner?: string | undefined;
}

export type Begun<Answer = StoredAnswer> =
  /** Go on; `requestId` is that of the first attempt. */
  | { readonly outcome: "begun"; readonly requestId: string }
  | { readonly outcome: "done"; readonly answer: Answer }
  | { readonly outcome: Extract<ProblemCode, "idempotency-in-progress" | "idempotency-mismatch"> };

export interface IdempotencyStore<Answer = StoredAnswer> {
  begin(attempt: Attempt): Promise<Begun<Answer>>;
  /** Keeps the answer, from the first attempt on for as long as the store keeps anything. */
  complete(attempt: Attempt, answer: Answer): Promise<void>;
  /** Lets the next attempt in; `forget` when the attempt surely had no effect. */
  release(attempt: Attempt, options: { readonly forget: boolean }): Promise<void>;
  /** `complete` as part of a transaction: it and the effect happen both, or neither. */
  completion(attempt: Attempt, answer: Answer): TransactWriteItem;
}
