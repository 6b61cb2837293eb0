import type { Attempt, IdempotencyStore, StoredAnswer } from "../../src/idempotency.ts";

interface Kept<Answer> {
  attempt: Attempt;
  requestId: string;
  answer?: Answer;
  released?: boolean;
}

/** Keys in memory, with the rules of the real store. */
export const memoryIdempotency = <Answer = StoredAnswer>(): IdempotencyStore<Answer> => {
  const kept = new Map<string, Kept<Answer>>();
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
      kept.set(attempt.key, { attempt, requestId: found.requestId });
      return { outcome: "begun", requestId: found.requestId };
    },
    async complete(attempt, answer) {
      const found = kept.get(attempt.key);
      if (found) found.answer = answer;
    },
    completion: (attempt) => ({
      Update: { TableName: "keys", Key: { id: { S: attempt.key } }, UpdateExpression: "" },
    }),
    async release(attempt, { forget }) {
      const found = kept.get(attempt.key);
      if (forget) kept.delete(attempt.key);
      else if (found) found.released = true;
    },
  };
};
