/** The effect under test: one more on the count of an event. Done twice, it shows. */
import {
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { dynamoDb } from "@skein/lambda-kit/clients";
import { setting } from "@skein/lambda-kit/settings";

interface Effect {
  readonly eventId: string;
  readonly todoId: string;
}

const oneMore = ({ eventId, todoId }: Effect) => ({
  TableName: setting("EFFECTS_TABLE"),
  Key: { eventId: { S: eventId } },
  UpdateExpression: "SET todoId = :todoId ADD effects :one",
  ExpressionAttributeValues: { ":todoId": { S: todoId }, ":one": { N: "1" } },
});

/** Counts, and marks the event as consumed, in one transaction. */
export const countOnce = async (effect: Effect, completion: TransactWriteItem): Promise<void> => {
  await dynamoDb().send(
    new TransactWriteItemsCommand({ TransactItems: [{ Update: oneMore(effect) }, completion] }),
  );
};

/** Counts, whatever was counted before. */
export const count = async (effect: Effect): Promise<void> => {
  await dynamoDb().send(new UpdateItemCommand(oneMore(effect)));
};
