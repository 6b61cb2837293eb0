import { GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { dynamoDb } from "@skein/lambda-kit/clients";
import { setting } from "@skein/lambda-kit/settings";
import type { ClosedAccounts } from "../domain/closed-accounts.ts";

/** No access token lives longer than a day: https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html */
const keptSeconds = 2 * 24 * 60 * 60;

/** Closed accounts in DynamoDB, each until no token of its owner can be alive. */
export const closedAccounts = (
  TableName = setting("CLOSED_ACCOUNTS_TABLE"),
  client = dynamoDb(),
): ClosedAccounts => ({
  async add(id) {
    const expiresAt = Math.floor(Date.now() / 1000) + keptSeconds;
    await client.send(new PutItemCommand({ TableName, Item: marshall({ id, expiresAt }) }));
  },

  async has(id) {
    const { Item } = await client.send(
      new GetItemCommand({ TableName, Key: marshall({ id }), ConsistentRead: true }),
    );
    return Item !== undefined;
  },
});
