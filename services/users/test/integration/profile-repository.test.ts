import { randomUUID } from "node:crypto";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { userId } from "@skein/contracts/ids";
import { VersionConflict } from "@skein/lambda-kit/errors";
import { createDynamoDbEngine } from "@skein/local-cloud/engines/dynamodb/dynamodb-engine";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestCloud, type TestCloud } from "../../../../packages/local-cloud/test/support/cloud.ts";
import { createTemplateTable } from "../../../../packages/local-cloud/test/support/template-table.ts";
import { profileRepository } from "../../src/adapters/profile-repository.ts";
import type { ProfileRepository } from "../../src/domain/profile-repository.ts";
import { aProfile } from "../builders/profile.ts";

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

  it("does not come back when it is replaced after it was removed", async () => {
    const profile = somebody();
    await profiles.add(profile);
    await profiles.remove(profile.id, undefined);
    await expect(profiles.replace({ ...profile, version: 2 }, 1)).rejects.toThrow(VersionConflict);
    expect(await profiles.find(profile.id)).toBeUndefined();
  });

  it("is removed at its version, and at no other; once it is gone, it is gone", async () => {
    const profile = somebody();
    await profiles.add(profile);
    await expect(profiles.remove(profile.id, 2)).rejects.toThrow(VersionConflict);
    await profiles.remove(profile.id, 1);
    await profiles.remove(profile.id, 1);
    expect(await profiles.find(profile.id)).toBeUndefined();
  });
});
