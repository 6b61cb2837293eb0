/**
 * Idempotency keys in DynamoDB. The table's key is `id` (string), its time to live `expiresAt`; its name is in
 * `IDEMPOTENCY_TABLE`. A function needs `dynamodb:PutItem`, `UpdateItem` and `DeleteItem` on it; one that consumes
 * events does without `DeleteItem`.
 */
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { dynamoDb } from "./clients.ts";
import type { Attempt, Begun, IdempotencyStore, StoredAnswer } from "./idempotency.ts";
import { logger } from "./logger.ts";
import { setting } from "./settings.ts";

const daySeconds = 24 * 60 * 60;

/** What the store stands on. */
export interface IdempotencyStoreOptions {
  /** From `IDEMPOTENCY_TABLE` unless given. */
  readonly table?: () => string;
  readonly client?: () => DynamoDBClient;
  /** From the first attempt on; a day unless given. */
  readonly keptSeconds?: number;
}

const seconds = (time: Date): number => Math.floor(time.getTime() / 1000);
const string = (value: string): AttributeValue => ({ S: value });
const number = (value: number): AttributeValue => ({ N: String(value) });

/** @returns the item that stood in the way, or `undefined` when the write was done */
const unlessRefused = async (
  write: () => Promise<unknown>,
): Promise<Record<string, AttributeValue> | undefined> => {
  try {
    await write();
    return undefined;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return error.Item ?? {};
    throw error;
  }
};

/** Each write is conditional on the attempt that holds the key, so a late one cannot undo a newer one's work. */
export const dynamoDbIdempotency = <Answer = StoredAnswer>({
  table = () => setting("IDEMPOTENCY_TABLE"),
  client = dynamoDb,
  keptSeconds = daySeconds,
}: IdempotencyStoreOptions = {}): IdempotencyStore<Answer> => {
  const updateOf = (
    { key }: Attempt,
    UpdateExpression: string,
    ConditionExpression: string,
    values: Record<string, AttributeValue>,
  ) => ({
    TableName: table(),
    Key: { id: string(key) },
    UpdateExpression,
    ConditionExpression,
    ExpressionAttributeValues: values,
  });

  const update = (...change: Parameters<typeof updateOf>) =>
    unlessRefused(() => client().send(new UpdateItemCommand(updateOf(...change))));

  const completionOf = (attempt: Attempt, answer: Answer): Parameters<typeof updateOf> => [
    attempt,
    "SET answer = :answer REMOVE deadline",
    "attempt = :mine",
    { ":mine": string(attempt.requestId), ":answer": string(JSON.stringify(answer)) },
  ];

  /** The attempt before this one died, or failed without a trace: its work may be half done. */
  const takeOver = async (
    attempt: Attempt,
    stored: Record<string, AttributeValue>,
  ): Promise<Begun<Answer>> => {
    const lost = await update(
      attempt,
      "SET attempt = :mine, deadline = :deadline",
      "attempt = :theirs AND deadline = :seen",
      {
        ":mine": string(attempt.requestId),
        ":deadline": number(attempt.deadline.getTime()),
        ":theirs": stored.attempt ?? string(""),
        ":seen": stored.deadline ?? number(0),
      },
    );
    if (lost) return { outcome: "idempotency-in-progress" };
    return { outcome: "begun", requestId: stored.requestId?.S ?? attempt.requestId };
  };

  return {
    async begin(attempt) {
      const { key, fingerprint, requestId, now, deadline, owner } = attempt;
      const stored = await unlessRefused(() =>
        client().send(
          new PutItemCommand({
            TableName: table(),
            Item: {
              id: string(key),
              fingerprint: string(fingerprint),
              requestId: string(requestId),
              attempt: string(requestId),
              deadline: number(deadline.getTime()),
              expiresAt: number(seconds(now) + keptSeconds),
              ...(owner !== undefined && { owner: string(owner) }),
            },
            // Time to live deletes late: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html
            ConditionExpression: "attribute_not_exists(id) OR expiresAt <= :now",
            ExpressionAttributeValues: { ":now": number(seconds(now)) },
            ReturnValuesOnConditionCheckFailure: "ALL_OLD",
          }),
        ),
      );
      // Our own attempt stands in the way when the SDK repeated a write whose answer was lost.
      if (!stored || stored.attempt?.S === requestId) return { outcome: "begun", requestId };
      if (stored.fingerprint?.S !== fingerprint) return { outcome: "idempotency-mismatch" };
      if (stored.answer?.S) return { outcome: "done", answer: JSON.parse(stored.answer.S) };
      if (Number(stored.deadline?.N) > now.getTime()) return { outcome: "idempotency-in-progress" };
      return takeOver(attempt, stored);
    },

    async complete(attempt, answer) {
      const lost = await update(...completionOf(attempt, answer));
      if (lost) logger.warn("an idempotency key was taken over before its attempt ended");
    },

    completion: (attempt, answer) => ({ Update: updateOf(...completionOf(attempt, answer)) }),

    async release(attempt, { forget }) {
      const mine = { ":mine": string(attempt.requestId) };
      if (!forget) {
        await update(attempt, "SET deadline = :past", "attempt = :mine", { ...mine, ":past": number(0) });
        return;
      }
      await unlessRefused(() =>
        client().send(
          new DeleteItemCommand({
            TableName: table(),
            Key: { id: string(attempt.key) },
            ConditionExpression: "attempt = :mine",
            ExpressionAttributeValues: mine,
          }),
        ),
      );
    },
  };
};
