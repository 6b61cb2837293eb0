import { ConditionalCheckFailedException, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { dynamoDb } from "@skein/lambda-kit/clients";
import { VersionConflict } from "@skein/lambda-kit/errors";
import { setting } from "@skein/lambda-kit/settings";
import type { ProfileRepository } from "../domain/profile-repository.ts";
import { fromItem, toClosedItem, toItem } from "./profile-item.ts";

export interface ProfileRepositoryOptions {
  /** Trace of the request, stored with what it writes. */
  readonly traceparent?: string;
  readonly tableName?: string;
  readonly client?: ReturnType<typeof dynamoDb>;
}

/** Profiles in DynamoDB. */
export const profileRepository = ({
  traceparent,
  tableName: TableName = setting("PROFILES_TABLE"),
  client = dynamoDb(),
}: ProfileRepositoryOptions = {}): ProfileRepository => ({
  async find(id) {
    const { Item } = await client.send(
      new GetItemCommand({ TableName, Key: marshall({ id }), ConsistentRead: true }),
    );
    const account = Item && fromItem(unmarshall(Item));
    return account?.state === "open" ? account.profile : undefined;
  },

  async add(profile) {
    try {
      await client.send(
        new PutItemCommand({
          TableName,
          Item: marshall(toItem(profile, traceparent)),
          ConditionExpression: "attribute_not_exists(id)",
        }),
      );
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
    }
  },

  async replace(profile, storedVersion) {
    try {
      await client.send(
        new PutItemCommand({
          TableName,
          Item: marshall(toItem(profile, traceparent)),
          ...onlyVersion(storedVersion),
        }),
      );
    } catch (error) {
      throw isConditionFailure(error) ? new VersionConflict(profile.id, storedVersion) : error;
    }
  },

  async close(closed, expectedVersion) {
    try {
      await client.send(
        new PutItemCommand({
          TableName,
          Item: marshall(toClosedItem(closed, traceparent)),
          ...onlyOpen(expectedVersion),
          ReturnValuesOnConditionCheckFailure: "ALL_OLD",
        }),
      );
      return true;
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
      if (error.Item?.closedAt) return false;
      throw new VersionConflict(closed.id, expectedVersion ?? 0);
    }
  },
});

const ofVersion = (version: number) => ({
  ExpressionAttributeNames: { "#version": "version" },
  ExpressionAttributeValues: marshall({ ":version": version }),
});

const onlyVersion = (version: number) => ({
  ConditionExpression: "#version = :version",
  ...ofVersion(version),
});

/** Whoever closes the account without a profile, because the trigger failed at sign-up, has no version to expect. */
const onlyOpen = (version: number | undefined) =>
  version === undefined
    ? { ConditionExpression: "attribute_not_exists(closedAt)" }
    : {
        ConditionExpression:
          "attribute_not_exists(id) OR (attribute_not_exists(closedAt) AND #version = :version)",
        ...ofVersion(version),
      };

const isConditionFailure = (error: unknown): error is ConditionalCheckFailedException =>
  error instanceof ConditionalCheckFailedException;
