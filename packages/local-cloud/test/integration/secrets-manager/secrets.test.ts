import { randomUUID } from "node:crypto";
import {
  CreateSecretCommand,
  type CreateSecretCommandInput,
  DeleteResourcePolicyCommand,
  DeleteSecretCommand,
  type DeleteSecretCommandInput,
  DescribeSecretCommand,
  GetRandomPasswordCommand,
  GetResourcePolicyCommand,
  GetSecretValueCommand,
  type GetSecretValueCommandInput,
  ListSecretsCommand,
  ListSecretVersionIdsCommand,
  PutResourcePolicyCommand,
  PutSecretValueCommand,
  RestoreSecretCommand,
  RotateSecretCommand,
  SecretsManagerClient,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateSecretCommand,
  UpdateSecretVersionStageCommand,
} from "@aws-sdk/client-secrets-manager";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createSecretsManagerEngine } from "../../../src/engines/secrets-manager/secrets-manager-engine.ts";
import { startTestCloud, type TestCloud } from "../../support/cloud.ts";

const day = 86_400_000;
let elapsed = 0;
const now = () => new Date(Date.now() + elapsed);
let cloud: TestCloud;
let client: SecretsManagerClient;
beforeAll(async () => {
  cloud = await startTestCloud({ engines: (context) => [createSecretsManagerEngine({ ...context, now })] });
  client = new SecretsManagerClient(cloud.client);
});
afterAll(() => cloud.close());

let count = 0;
let name = "";
beforeEach(() => {
  name = `secret-${++count}`;
  elapsed = 0;
});

const create = (more: Partial<CreateSecretCommandInput> = {}) =>
  client.send(new CreateSecretCommand({ Name: name, SecretString: "one", ...more }));
const get = (more: Partial<GetSecretValueCommandInput> = {}) =>
  client.send(new GetSecretValueCommand({ SecretId: name, ...more }));
const put = (SecretString: string, more = {}) =>
  client.send(new PutSecretValueCommand({ SecretId: name, SecretString, ...more }));
const remove = (more: Partial<DeleteSecretCommandInput> = {}) =>
  client.send(new DeleteSecretCommand({ SecretId: name, ...more }));

describe("a secret", () => {
  it("is found by name, by ARN, and by ARN without its random end", async () => {
    const { ARN = "" } = await create();
    expect(ARN).toMatch(
      new RegExp(`^arn:aws:secretsmanager:us-east-1:000000000000:secret:${name}-[A-Za-z0-9]{6}$`),
    );
    for (const SecretId of [name, ARN, ARN.slice(0, -7)])
      expect(await get({ SecretId })).toMatchObject({
        ARN,
        Name: name,
        SecretString: "one",
        VersionStages: ["AWSCURRENT"],
      });
    await expect(get({ SecretId: `${ARN.slice(0, -6)}zzzzzz` })).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });

  it("with a name that ends like an ARN is itself", async () => {
    const Name = `${name}-abcdef`;
    await create({ Name });
    await expect(get()).rejects.toMatchObject({ name: "ResourceNotFoundException" });
    expect((await get({ SecretId: Name })).SecretString).toBe("one");
  });

  it("may hold bytes, but not bytes and text", async () => {
    const SecretBinary = Buffer.from([0, 255, 1]);
    await create({ SecretString: undefined, SecretBinary });
    expect(Buffer.from((await get()).SecretBinary ?? [])).toEqual(SecretBinary);
    await expect(create({ Name: "both", SecretBinary })).rejects.toMatchObject({
      name: "InvalidParameterException",
    });
  });

  it("is made once, and a retry of the same call is answered alike", async () => {
    const ClientRequestToken = randomUUID();
    const first = await create({ ClientRequestToken });
    const again = await create({ ClientRequestToken });
    expect([again.ARN, again.VersionId]).toEqual([first.ARN, ClientRequestToken]);
    await expect(create()).rejects.toMatchObject({ name: "ResourceExistsException" });
    await expect(create({ ClientRequestToken, SecretString: "two" })).rejects.toMatchObject({
      name: "ResourceExistsException",
    });
  });

  it("without a value says so", async () => {
    await create({ SecretString: undefined });
    await expect(get()).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT",
    });
  });

  it.each([
    [{ Name: "no spaces" }, "ValidationException"],
    [{ KmsKeyId: "alias/mine" }, "InvalidParameterException"],
    [{ AddReplicaRegions: [{ Region: "eu-west-1" }] }, "ValidationException"],
    [{ SecretString: "x".repeat(65_537) }, "InvalidParameterException"],
  ])("is refused with %j", async (more, error) => {
    await expect(create(more)).rejects.toMatchObject({ name: error });
  });
});

describe("versions", () => {
  it("pass AWSCURRENT on, and AWSPREVIOUS behind it", async () => {
    const { VersionId: first } = await create();
    const { VersionId: second } = await put("two");
    expect(await get()).toMatchObject({ SecretString: "two", VersionId: second });
    expect(await get({ VersionStage: "AWSPREVIOUS" })).toMatchObject({
      SecretString: "one",
      VersionId: first,
    });
    const { VersionId: third } = await client.send(
      new UpdateSecretCommand({ SecretId: name, SecretString: "three", Description: "d" }),
    );
    const described = await client.send(new DescribeSecretCommand({ SecretId: name }));
    expect(described).toMatchObject({
      Description: "d",
      VersionIdsToStages: { [String(third)]: ["AWSCURRENT"], [String(second)]: ["AWSPREVIOUS"] },
    });
    const listed = (IncludeDeprecated: boolean) =>
      client.send(new ListSecretVersionIdsCommand({ SecretId: name, IncludeDeprecated }));
    expect((await listed(false)).Versions).toHaveLength(2);
    expect((await listed(true)).Versions?.map(({ VersionId }) => VersionId)).toEqual([first, second, third]);
    expect(await get({ VersionId: first })).toMatchObject({ SecretString: "one" });
  });

  it("are made once per token", async () => {
    await create();
    const ClientRequestToken = randomUUID();
    await put("two", { ClientRequestToken });
    await put("two", { ClientRequestToken });
    await expect(put("three", { ClientRequestToken })).rejects.toMatchObject({
      name: "ResourceExistsException",
    });
    expect((await get()).SecretString).toBe("two");
  });

  it("take labels of their own, which move by hand", async () => {
    const { VersionId: first = "" } = await create();
    const { VersionId: second = "" } = await put("two", { VersionStages: ["candidate"] });
    expect((await get()).SecretString).toBe("one");
    expect((await get({ VersionStage: "candidate" })).SecretString).toBe("two");
    const move = (more: object) =>
      client.send(
        new UpdateSecretVersionStageCommand({ SecretId: name, VersionStage: "AWSCURRENT", ...more }),
      );
    await expect(move({ MoveToVersionId: second })).rejects.toThrow(
      "you must explicitly reference that version",
    );
    await move({ MoveToVersionId: second, RemoveFromVersionId: first });
    expect(await get()).toMatchObject({ SecretString: "two", VersionStages: ["candidate", "AWSCURRENT"] });
    expect((await get({ VersionStage: "AWSPREVIOUS" })).SecretString).toBe("one");
    await expect(move({ RemoveFromVersionId: second })).rejects.toMatchObject({
      name: "InvalidParameterException",
    });
  });

  it("answer only to a label that is theirs", async () => {
    const { VersionId } = await create();
    await expect(get({ VersionId, VersionStage: "AWSPREVIOUS" })).rejects.toMatchObject({
      name: "InvalidRequestException",
      message: "You provided a VersionStage that is not associated to the provided VersionId.",
    });
    await expect(get({ VersionId: randomUUID() })).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });
});

describe("deletion", () => {
  it("waits for the end of its window, and can be undone until then", async () => {
    await create();
    const { DeletionDate } = await remove({ RecoveryWindowInDays: 7 });
    expect(DeletionDate?.getTime()).toBeGreaterThan(Date.now() + 6.9 * day);
    await expect(get()).rejects.toThrow("because it was marked for deletion");
    await expect(create()).rejects.toThrow("already scheduled for deletion");
    await client.send(new RestoreSecretCommand({ SecretId: name }));
    expect((await get()).SecretString).toBe("one");
    await remove({ RecoveryWindowInDays: 7 });
    elapsed = 7 * day + 1_000;
    await expect(get()).rejects.toMatchObject({ name: "ResourceNotFoundException" });
    await create({ SecretString: "new" });
    expect((await get()).SecretString).toBe("new");
  });

  it("can be at once, even of what is not there", async () => {
    await create();
    await remove({ ForceDeleteWithoutRecovery: true });
    await remove({ ForceDeleteWithoutRecovery: true });
    await create({ SecretString: "new" });
    expect((await get()).SecretString).toBe("new");
  });

  it.each([
    [{ RecoveryWindowInDays: 6 }, "must be between 7 and 30 days"],
    [
      { RecoveryWindowInDays: 7, ForceDeleteWithoutRecovery: true },
      "in conjunction with RecoveryWindowInDays",
    ],
  ])("is refused with %j", async (more, message) => {
    await create();
    await expect(remove(more)).rejects.toMatchObject({
      name: "InvalidParameterException",
      message: expect.stringContaining(message),
    });
  });
});

describe("lists", () => {
  it("filter by name and tag, page by page", async () => {
    for (const letter of ["a", "b", "c"])
      await create({ Name: `list/${letter}`, Tags: [{ Key: "team", Value: letter }] });
    const list = (more: object) =>
      client.send(new ListSecretsCommand({ Filters: [{ Key: "name", Values: ["list/"] }], ...more }));
    const first = await list({ MaxResults: 2 });
    const second = await list({ MaxResults: 2, NextToken: first.NextToken });
    expect([first, second].map(({ SecretList }) => SecretList?.map(({ Name }) => Name))).toEqual([
      ["list/a", "list/b"],
      ["list/c"],
    ]);
    expect(second.NextToken).toBeUndefined();
    expect((await list({ Filters: [{ Key: "tag-value", Values: ["c"] }] })).SecretList).toHaveLength(1);
    await expect(list({ Filters: [{ Key: "owning-service", Values: ["x"] }] })).rejects.toMatchObject({
      name: "InvalidParameterException",
    });
  });

  it("show tags, which come and go", async () => {
    await create({ Tags: [{ Key: "a", Value: "1" }] });
    await client.send(new TagResourceCommand({ SecretId: name, Tags: [{ Key: "b", Value: "2" }] }));
    await client.send(new UntagResourceCommand({ SecretId: name, TagKeys: ["a"] }));
    const { Tags } = await client.send(new DescribeSecretCommand({ SecretId: name }));
    expect(Tags).toEqual([{ Key: "b", Value: "2" }]);
  });
});

describe("random passwords", () => {
  const password = async (more: object = {}) =>
    (await client.send(new GetRandomPasswordCommand(more))).RandomPassword ?? "";

  it("are long, different, and of every kind", async () => {
    const [one, other] = [await password(), await password()];
    expect(one).toHaveLength(32);
    expect(one).not.toBe(other);
    for (const kind of [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/])
      expect(await password({ PasswordLength: 4 })).toMatch(kind);
  });

  it("leave out what is excluded", async () => {
    const text = await password({
      PasswordLength: 500,
      ExcludePunctuation: true,
      ExcludeUppercase: true,
      ExcludeCharacters: "abc0",
    });
    expect(text).toMatch(/^[d-z1-9]{500}$/);
    await expect(password({ PasswordLength: 3 })).rejects.toMatchObject({
      name: "InvalidParameterException",
    });
  });
});

describe("resource policies", () => {
  it("are kept, shown, and refused when they could not be evaluated", async () => {
    await create();
    const statement = {
      Effect: "Deny",
      Principal: "*",
      Action: "secretsmanager:GetSecretValue",
      Resource: "*",
    };
    const ResourcePolicy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
    await client.send(new PutResourcePolicyCommand({ SecretId: name, ResourcePolicy }));
    const shown = () => client.send(new GetResourcePolicyCommand({ SecretId: name }));
    expect((await shown()).ResourcePolicy).toBe(ResourcePolicy);
    const broken = ResourcePolicy.replace('"Resource"', '"Unless":1,"Resource"');
    await expect(
      client.send(new PutResourcePolicyCommand({ SecretId: name, ResourcePolicy: broken })),
    ).rejects.toMatchObject({ name: "MalformedPolicyDocumentException" });
    await client.send(new DeleteResourcePolicyCommand({ SecretId: name }));
    expect((await shown()).ResourcePolicy).toBeUndefined();
  });
});

describe("rotation", () => {
  it("is refused", async () => {
    await create();
    const rotate = (more: object) => client.send(new RotateSecretCommand({ SecretId: name, ...more }));
    await expect(rotate({})).rejects.toThrow(
      "No Lambda rotation function ARN is associated with this secret.",
    );
    await expect(
      rotate({ RotationLambdaARN: "arn:aws:lambda:us-east-1:000000000000:function:f" }),
    ).rejects.toThrow("does not rotate");
  });
});
