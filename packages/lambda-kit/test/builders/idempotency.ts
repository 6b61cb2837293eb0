import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { Attempt, IdempotencyStore, StoredAnswer } from "../../src/idempotency.ts";

interface Kept<Answer> {
  attempt: Attempt;
  requestId: string;
  answer?: Answer;
  released?: boolean;
}

export interface MemoryIdempotency<Answer> extends IdempotencyStore<Answer> {
  /** Does the effect and completes its attempt, or neither, as a transaction would. */
  transact(completion: TransactWriteItem, effect: () => void): void;
}

/** Keys in memory, with the rules of the real store. */
export const memoryIdempotency = <Answer = StoredAnswer>(): MemoryIdempotency<Answer> => {
  const kept = new Map<string, Kept<Answer>>();
  const held = ({ key, requestId }: Pick<Attempt, "key" | "requestId">) => {
    const found = kept.get(key);
    return found?.attempt.requestId === requestId ? found : undefined;
  };
  return {
    async begin(attempt) {
      const found = kept.get(attempt.key);
      if (!found) {
        kept.set(attempt.key, { attempt, requestId: attempt.requestId });
        return { outcome: "begun", requestId: attempt.requestId };
      }
      if (found.attempt.fingerprint !== attempt.fingerprint) return { outcome: "idempotency-mismatch" };
      if (found.answer) return { outcome: "done", answer: found.answer };
      if (!found.released && found.attempt.deadline > attempt.now)
        return { outcome: "idempotency-in-progress" };
      kept.set(attempt.key, { attempt, requestId: found.requestId });
      return { outcome: "begun", requestId: found.requestId };
    },
    async complete(attempt, answer) {
      const found = held(attempt);
      if (found) found.answer = answer;
    },
    completion: ({ key, requestId }, answer) => ({
      Update: {
        TableName: "keys",
        Key: { id: { S: key } },
        UpdateExpression: "SET answer = :answer",
        ExpressionAttributeValues: { ":mine": { S: requestId }, ":answer": { S: JSON.stringify(answer) } },
      },
    }),
    transact({ Update }, effect) {
      const key = Update?.Key?.id?.S ?? "";
      const found = held({ key, requestId: Update?.ExpressionAttributeValues?.[":mine"]?.S ?? "" });
      if (!found) throw new Error("TransactionCanceledException");
      found.answer = JSON.parse(Update?.ExpressionAttributeValues?.[":answer"]?.S ?? "");
      effect();
    },
    async release(attempt, { forget }) {
      const found = held(attempt);
      if (forget && found) kept.delete(attempt.key);
      else if (found) found.released = true;
    },
  };
};
