import type { Attempt, IdempotencyStore, StoredAnswer } from "../../src/idempotency.ts";

interface Kept {
  attempt: Attempt;
  requestId: string;
  answer?: StoredAnswer;
  released?: boolean;
}

/** Keys in memory, with the rules of the real store. */
export const memoryIdempotency = (): IdempotencyStore => {
  const kept = new Map<string, Kept>();
  return {
    async begin(attempt) {
      const found = kept.get(attempt.key);
      if (!found) {
        kept.set(attempt.key, { attempt, requestId: attempt.requestId });
        return { outcome: "begun", requestId: attempt.requestId };
      }
      if (found.attempt.fingerprint !== attempt.fingerprint) return { outcome: "idempotency-mismatch" };
      if (found.answer) return { outcome: "done", answer: found.answer };
      if (!found.released) return { outcome: "idempotency-in-progress" };
      return { outcome: "begun", requestId: found.requestId };
    },
    async complete(attempt, answer) {
      const found = kept.get(attempt.key);
      if (found) found.answer = answer;
    },
    async release(attempt, { forget }) {
      const found = kept.get(attempt.key);
      if (forget) kept.delete(attempt.key);
      else if (found) found.released = true;
    },
  };
};
