// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is the syntax of Fn::Sub
import { SecretsManager } from "@aws-sdk/client-secrets-manager";
import { SSM } from "@aws-sdk/client-ssm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/provision/json.ts";
import { type ProvisionedCloud, startProvisionedCloud } from "../../support/provisioned-cloud.ts";

let cloud: ProvisionedCloud;
let ssm: SSM;
let secrets: SecretsManager;
beforeAll(async () => {
  cloud = await startProvisionedCloud();
  ssm = new SSM(cloud.client);
  secrets = new SecretsManager(cloud.client);
});
afterAll(() => cloud.close());

const parameter = (Name: string, Value: unknown, more: JsonObject = {}): JsonObject => ({
  Type: "AWS::SSM::Parameter",
  Properties: { Name, Type: "String", Value: Value as string, ...more },
});
const secret = (Properties: JsonObject): JsonObject => ({ Type: "AWS::SecretsManager::Secret", Properties });
const queue = (QueueName: string): JsonObject => ({ Type: "AWS::SQS::Queue", Properties: { QueueName } });

describe("AWS::SSM::Parameter", () => {
  it("is made, changed, replaced and removed", async () => {
    const deploy = (resources: Record<string, JsonObject>) =>
      cloud.deploy(resources, { stackName: "parameters" });
    const textOf = async (Name: string) => (await ssm.getParameter({ Name })).Parameter?.Value;
    await deploy({ P: parameter("/a", "1", { Tags: { team: "a" } }), Keep: parameter("/keep", "k") });
    expect(await textOf("/a")).toBe("1");
    await deploy({ P: parameter("/a", "2"), Keep: parameter("/keep", "k") });
    expect(await textOf("/a")).toBe("2");
    const { TagList } = await ssm.listTagsForResource({ ResourceType: "Parameter", ResourceId: "/a" });
    expect(TagList ?? []).toEqual([]);
    await deploy({ P: parameter("/b", "2"), Keep: parameter("/keep", "k") });
    expect(await textOf("/b")).toBe("2");
    await expect(textOf("/a")).rejects.toThrow();
  });
});

describe("AWS::SecretsManager::Secret", () => {
  it("is generated once, and again only when its rules change", async () => {
    const deploy = (PasswordLength: number, Description: string) =>
      cloud.deploy(
        {
          S: secret({
            Name: "generated",
            Description,
            GenerateSecretString: { PasswordLength, ExcludePunctuation: true },
          }),
        },
        { stackName: "secrets" },
      );
    const value = async () => (await secrets.getSecretValue({ SecretId: "generated" })).SecretString ?? "";
    await deploy(64, "one");
    const first = await value();
    expect(first).toMatch(/^[A-Za-z0-9]{64}$/);
    expect((await deploy(64, "two")).changes).toMatchObject([{ action: "update" }]);
    expect(await value()).toBe(first);
    await deploy(32, "two");
    expect(await value()).toHaveLength(32);
  });

  it("may be a template with a generated key, or a text", async () => {
    await cloud.deploy(
      {
        Login: secret({
          Name: "login",
          GenerateSecretString: { SecretStringTemplate: '{"user":"admin"}', GenerateStringKey: "password" },
        }),
        Plain: secret({ Name: "plain", SecretString: "text" }),
      },
      { stackName: "secret-texts" },
    );
    const login = JSON.parse((await secrets.getSecretValue({ SecretId: "login" })).SecretString ?? "{}");
    expect(login).toEqual({ user: "admin", password: expect.stringMatching(/.{32}/) });
    expect((await secrets.getSecretValue({ SecretId: "plain" })).SecretString).toBe("text");
  });
});

describe("dynamic references", () => {
  it("read parameters and secrets, also those of the same stack", async () => {
    await ssm.putParameter({ Name: "/skein/dev/users/UserPoolId", Value: "pool", Type: "String" });
    const { resources } = await cloud.deploy(
      {
        Secret: secret({ SecretString: '{"key":"s3cret"}' }),
        A: parameter("/copy", "{{resolve:ssm:/skein/dev/users/UserPoolId}}"),
        B: parameter("/key", { "Fn::Sub": "{{resolve:secretsmanager:${Secret}:SecretString:key}}" }),
      },
      { stackName: "references" },
    );
    expect(resources.A?.properties.Value).toBe("pool");
    expect(resources.B?.properties.Value).toBe("s3cret");
  });

  it("follow a value that changed, with an unchanged template", async () => {
    await ssm.putParameter({ Name: "/moving", Value: "1", Type: "String" });
    const deploy = () =>
      cloud.deploy({ P: parameter("/follower", "{{resolve:ssm:/moving}}") }, { stackName: "moving" });
    await deploy();
    expect((await deploy()).status).toBe("UNCHANGED");
    await ssm.putParameter({ Name: "/moving", Value: "2", Type: "String", Overwrite: true });
    expect((await deploy()).changes).toMatchObject([{ logicalId: "P", action: "update" }]);
  });

  it("to a missing parameter stop the deployment before it begins, and say who owns it", async () => {
    const deploying = cloud.deploy(
      { Queue: queue("untouched"), P: parameter("/x", "{{resolve:ssm:/skein/dev/blog/TopicArn}}") },
      { stackName: "missing" },
    );
    await expect(deploying).rejects.toMatchObject({
      aftermath: "Nothing was changed.",
      failures: [
        {
          logicalId: "P",
          message: expect.stringMatching(/\/skein\/dev\/blog\/TopicArn.*start or deploy blog first/),
        },
      ],
    });
  });
});

it("local URLs take the place of the public ones of the stack's own API, wherever they are built", async () => {
  const url = { "Fn::Sub": "https://${Api}.execute-api.${AWS::Region}.${AWS::URLSuffix}/dev" };
  const resources = {
    Api: { Type: "AWS::ApiGateway::RestApi", Properties: { Name: "api" } },
    Url: parameter("/url", url),
  };
  const template = { Outputs: { ServiceEndpoint: { Value: url } } };
  const apiUrls = { Api: "http://127.0.0.1:4120" };
  const { outputs } = await cloud.deploy(resources, { stackName: "urls", template, apiUrls });
  expect(outputs).toEqual({ ServiceEndpoint: "http://127.0.0.1:4120" });
  expect((await ssm.getParameter({ Name: "/url" })).Parameter?.Value).toBe("http://127.0.0.1:4120");
  expect(cloud.told.get("urls")).toEqual({
    ApiUrl: "http://127.0.0.1:4120",
    ServiceEndpoint: "http://127.0.0.1:4120",
  });

  const moved = await cloud.deploy(resources, {
    stackName: "urls",
    template,
    apiUrls: { Api: "http://127.0.0.1:5120" },
  });
  expect(moved.changes).toMatchObject([{ logicalId: "Url", action: "update" }]);
});
