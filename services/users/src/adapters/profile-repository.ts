import { DeleteItemCommand, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { dynamoDb } from "@skein/lambda-kit/clients";
import { VersionConflict } from "@skein/lambda-kit/errors";
import { setting } from "@skein/lambda-kit/settings";
import type { ProfileRepository } from "../domain/profile-repository.ts";
import { fromItem, toItem } from "./profile-item.ts";

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
    return Item && fromItem(unmarshall(Item));
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

  async remove(id, expectedVersion) {
    try {
      await client.send(
        new DeleteItemCommand({
          TableName,
          Key: marshall({ id }),
          ...(expectedVersion !== undefined && onlyVersionIfThere(expectedVersion)),
        }),
      );
    } catch (error) {
      if (expectedVersion === undefined || !isConditionFailure(error)) throw error;
      throw new VersionConflict(id, expectedVersion);
    }
  },
});

const onlyVersion = (version: number) => ({
  ConditionExpression: "#version = :version",
  ExpressionAttributeNames: { "#version": "version" },
  ExpressionAttributeValues: marshall({ ":version": version }),
});

const onlyVersionIfThere = (version: number) => ({
  ...onlyVersion(version),
  ConditionExpression: "attribute_not_exists(id) OR #version = :version",
});

const isConditionFailure = (error: unknown): boolean =>
  error instanceof Error && error.name === "ConditionalCheckFailedException";
