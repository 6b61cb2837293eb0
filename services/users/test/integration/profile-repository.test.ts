import { randomUUID } from "node:crypto";
import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { userId } from "@skein/contracts/ids";
import type { Profile } from "@skein/contracts/users";
import { VersionConflict } from "@skein/lambda-kit/errors";
import { createDynamoDbEngine } from "@skein/local-cloud/engines/dynamodb/dynamodb-engine";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestCloud, type TestCloud } from "../../../../packages/local-cloud/test/support/cloud.ts";
import { createTemplateTable } from "../../../../packages/local-cloud/test/support/template-table.ts";
import { profileRepository } from "../../src/adapters/profile-repository.ts";
import type { ProfileRepository } from "../../src/domain/profile-repository.ts";
import { aProfile, today } from "../builders/profile.ts";

const tableFile = new URL("../../resources/profiles-table.yml", import.meta.url);

let cloud: TestCloud;
let client: DynamoDBClient;
let profiles: ProfileRepository;

beforeAll(async () => {
  cloud = await startTestCloud({ engines: async (context) => [await createDynamoDbEngine(context)] });
  client = new DynamoDBClient(cloud.client);
  const tableName = await createTemplateTable(client, tableFile, "ProfilesTable");
  profiles = profileRepository({ tableName, client, traceparent: "00-trace" });
});

afterAll(async () => {
  client?.destroy();
  await cloud?.close();
});

const closed = ({ id }: Profile) => ({ id, closedAt: today.toISOString() });

const storedOf = async (id: string) => {
  const { Item } = await client.send(
    new GetItemCommand({ TableName: "ProfilesTable", Key: { id: { S: id } }, ConsistentRead: true }),
  );
  return Item;
};

const somebody = () => aProfile({ id: userId.parse(randomUUID()) });

describe("a profile", () => {
  it("is found as it was added", async () => {
    const profile = somebody();
    await profiles.add(profile);
    expect(await profiles.find(profile.id)).toEqual(profile);
  });

  it("stays as it is when it is added again", async () => {
    const profile = somebody();
    await profiles.add(profile);
    await profiles.add({ ...profile, displayName: "Somebody else" });
    expect(await profiles.find(profile.id)).toEqual(profile);
  });

  it("is replaced at its version, and at no other", async () => {
    const profile = somebody();
    await profiles.add(profile);
    const renamed = { ...profile, displayName: "The Countess", version: 2 };
    await profiles.replace(renamed, 1);
    await expect(profiles.replace({ ...renamed, displayName: "Late" }, 1)).rejects.toThrow(VersionConflict);
    expect(await profiles.find(profile.id)).toEqual(renamed);
  });

  it("does not come back after the account was closed", async () => {
    const profile = somebody();
    await profiles.add(profile);
    await profiles.close(closed(profile), undefined);
    await expect(profiles.replace({ ...profile, version: 2 }, 1)).rejects.toThrow(VersionConflict);
    await profiles.add(profile);
    expect(await profiles.find(profile.id)).toBeUndefined();
  });
});

describe("closing an account", () => {
  it("happens at the profile's version, and at no other; once it is closed, it stays as it is", async () => {
    const profile = somebody();
    await profiles.add(profile);
    await expect(profiles.close(closed(profile), 2)).rejects.toThrow(VersionConflict);
    expect(await profiles.close(closed(profile), 1)).toBe(true);
    const later = { ...closed(profile), closedAt: "2026-11-23T09:00:00.000Z" };
    expect(await profiles.close(later, 1)).toBe(false);
    expect(await profiles.close(later, undefined)).toBe(false);
    expect(await storedOf(profile.id)).toMatchObject({ closedAt: { S: today.toISOString() } });
  });

  it("leaves nothing personal in the table", async () => {
    const profile = somebody();
    await profiles.add(profile);
    await profiles.close(closed(profile), undefined);
    expect(await storedOf(profile.id)).toEqual({
      id: { S: profile.id },
      closedAt: { S: today.toISOString() },
      traceparent: { S: "00-trace" },
    });
  });

  it("is possible without a profile, whatever version is expected", async () => {
    expect(await profiles.close(closed(somebody()), undefined)).toBe(true);
    expect(await profiles.close(closed(somebody()), 3)).toBe(true);
  });

  it("happens once when it is asked for many times at once", async () => {
    const profile = somebody();
    await profiles.add(profile);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => profiles.close(closed(profile), undefined)),
    );
    expect(answers.filter(Boolean)).toHaveLength(1);
  });
});
