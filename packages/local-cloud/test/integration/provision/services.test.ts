/** The life of two stacks in the shape of users and todos. Each step goes on from the one before. */
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { DynamoDB } from "@aws-sdk/client-dynamodb";
import { IAM } from "@aws-sdk/client-iam";
import { Lambda } from "@aws-sdk/client-lambda";
import { SNS } from "@aws-sdk/client-sns";
import { SQS } from "@aws-sdk/client-sqs";
import { SSM } from "@aws-sdk/client-ssm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/provision/json.ts";
import { type ProvisionedCloud, startProvisionedCloud } from "../../support/provisioned-cloud.ts";
import { type TodosVariant, todosTemplate, usersTemplate } from "./support/templates.ts";

let cloud: ProvisionedCloud;
let stateDir: string;
const start = async () => {
  cloud = await startProvisionedCloud({ dynamodb: true, cognito: true, stateDir });
};
beforeAll(async () => {
  stateDir = await mkdtemp(path.join(os.tmpdir(), "skein-services-"));
  await start();
});
afterAll(async () => {
  await cloud.close();
  await rm(stateDir, { recursive: true, force: true });
});

const deploy = (service: string, template: JsonObject) =>
  cloud.provisioner.deploy(`skein-${service}-dev`, {
    service,
    template,
    parameters: {},
    apiUrls: { ApiGatewayRestApi: `http://127.0.0.1:${service === "users" ? 4110 : 4120}` },
  });
const deployTodos = (variant?: TodosVariant) => deploy("todos", todosTemplate(variant));

const actionsOf = ({ changes }: { changes: readonly { logicalId: string; action: string }[] }) =>
  changes.map(({ logicalId, action }) => `${action} ${logicalId}`).sort();

const queueNames = async () =>
  ((await new SQS(cloud.client).listQueues({})).QueueUrls ?? []).map((url) => url.split("/").at(-1) ?? "");

const environment = async () => {
  const lambda = new Lambda(cloud.client);
  const { Environment } = await lambda.getFunctionConfiguration({
    FunctionName: "skein-todos-dev-listTodos",
  });
  return Environment?.Variables ?? {};
};

describe("two services", { concurrent: false }, () => {
  it("todos waits for users, and says so", async () => {
    await expect(deployTodos()).rejects.toMatchObject({
      aftermath: "Nothing was changed.",
      failures: [
        {
          logicalId: "ListTodosLambdaFunction",
          message: expect.stringMatching(/UserPoolId.*start or deploy users first/),
        },
        {
          logicalId: "Authorizer",
          message: expect.stringMatching(/UserPoolArn.*start or deploy users first/),
        },
      ],
    });
  });

  it("go up, users first", async () => {
    const users = await deploy("users", usersTemplate());
    expect(users.status).toBe("CREATE_COMPLETE");
    const todos = await deployTodos({ withAudit: true });
    expect(todos.status).toBe("CREATE_COMPLETE");

    const pool = users.resources.CognitoUserPoolUsers;
    expect(await environment()).toMatchObject({
      TODOS_TABLE: "skein-dev-todos",
      QUEUE_URL: todos.resources.UserDeleted?.physicalId,
      USER_POOL_ID: pool?.physicalId,
      CURSOR_SECRET: expect.stringMatching(/^.{64}$/),
      DAX_ENDPOINT: "",
    });
    expect(todos.resources.Authorizer?.properties.ProviderARNs).toEqual([pool?.attributes.Arn]);
    expect(todos.resources.DaxCluster).toBeUndefined();
    const { Parameter } = await new SSM(cloud.client).getParameter({ Name: "/skein/dev/users/ApiUrl" });
    expect(Parameter?.Value).toBe("http://127.0.0.1:4110");
    expect(cloud.told.get("users")).toMatchObject({
      ApiUrl: "http://127.0.0.1:4110",
      UserPoolId: pool?.physicalId,
    });
    expect(cloud.told.get("todos")).toMatchObject({ ApiUrl: "http://127.0.0.1:4120" });
  });

  it("are unchanged when they are only packaged again", async () => {
    expect((await deploy("users", usersTemplate({ packagedAt: "2" }))).status).toBe("UNCHANGED");
    expect((await deployTodos({ withAudit: true, packagedAt: "2" })).status).toBe("UNCHANGED");
  });

  it("carry an event from one to the other", async () => {
    const sns = new SNS(cloud.client);
    const sqs = new SQS(cloud.client);
    const lambda = new Lambda(cloud.client);
    const { resources } = cloud.provisioner.describe("skein-todos-dev");
    // The function has no host here: its mapping would wait, but a test that reads the queue must be alone.
    await lambda.deleteEventSourceMapping({ UUID: resources.UserDeletedMapping?.physicalId });
    await sns.publish({
      TopicArn: "arn:aws:sns:us-east-1:000000000000:skein-dev-users-events",
      Message: "gone",
      MessageAttributes: { type: { DataType: "String", StringValue: "skein.users.user.deleted.v1" } },
    });
    const received = await sqs.receiveMessage({
      QueueUrl: resources.UserDeleted?.physicalId,
      WaitTimeSeconds: 10,
    });
    expect(received.Messages?.map(({ Body }) => Body)).toEqual(["gone"]);
  });

  it("change what their templates change, and nothing else", async () => {
    const dynamodb = new DynamoDB(cloud.client);
    await dynamodb.putItem({ TableName: "skein-dev-todos", Item: { ownerId: { S: "ada" }, id: { S: "1" } } });
    const changed = { withIndex: true, tableAction: "dynamodb:GetItem", logLevel: "DEBUG" };
    expect(actionsOf(await deployTodos(changed))).toEqual([
      "delete Audit",
      "update ListTodosIamRoleLambdaExecution",
      "update ListTodosLambdaFunction",
      "update TodosTable",
    ]);
    const { Table } = await dynamodb.describeTable({ TableName: "skein-dev-todos" });
    expect(Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName)).toEqual(["due"]);
    expect((await dynamodb.scan({ TableName: "skein-dev-todos" })).Count).toBe(1);
    const { PolicyDocument = "" } = await new IAM(cloud.client).getRolePolicy({
      RoleName: "skein-todos-dev-listTodos-us-east-1-lambdaRole",
      PolicyName: "skein-todos-dev-lambda",
    });
    expect(decodeURIComponent(PolicyDocument)).toContain("dynamodb:GetItem");
    expect(await environment()).toMatchObject({ LOG_LEVEL: "DEBUG" });
    expect(await queueNames()).not.toContain("todos-audit");
  });

  it("put a new queue in the place of a renamed one, with all that hangs on it", async () => {
    const changes = actionsOf(
      await deployTodos({
        withIndex: true,
        tableAction: "dynamodb:GetItem",
        logLevel: "DEBUG",
        queueName: "renamed",
      }),
    );
    expect(changes).toEqual(
      expect.arrayContaining([
        "delete UserDeleted",
        "replace UserDeleted",
        "replace UserDeletedMapping",
        "replace UserDeletedSubscription",
        "update ListTodosLambdaFunction",
        "update UserDeletedPolicy",
      ]),
    );
    expect((await environment()).QUEUE_URL).toMatch(/\/renamed$/);
    expect(await queueNames()).not.toContain("skein-dev-todos-user-deleted");
  });

  it("are put back when an update fails, with every failure named", async () => {
    const before = cloud.provisioner.describe("skein-todos-dev");
    const failing = deployTodos({
      withIndex: false,
      logLevel: "ERROR",
      queueName: "renamed-again",
      more: {
        TooBig: {
          Type: "AWS::SQS::Queue",
          Properties: { DelaySeconds: 9_999 },
          DependsOn: "UserDeletedMapping",
        },
        TooLong: {
          Type: "AWS::SQS::Queue",
          Properties: { MessageRetentionPeriod: 1 },
          DependsOn: "UserDeletedMapping",
        },
      },
    });
    await expect(failing).rejects.toMatchObject({
      aftermath: "What had been changed was put back.",
      failures: [
        { logicalId: "TooBig", message: expect.stringMatching(/DelaySeconds/) },
        { logicalId: "TooLong", message: expect.stringMatching(/MessageRetentionPeriod/) },
      ],
    });
    const after = cloud.provisioner.describe("skein-todos-dev");
    expect(after.status).toBe("ROLLBACK_COMPLETE");
    expect(after.resources).toEqual(before.resources);
    expect(await environment()).toMatchObject({
      LOG_LEVEL: "DEBUG",
      QUEUE_URL: expect.stringMatching(/\/renamed$/),
    });
    expect((await queueNames()).filter((name) => name.includes("renamed"))).toEqual(["renamed"]);
  });

  it("are there after a restart on another port, and follow it", async () => {
    const latest = {
      withIndex: true,
      tableAction: "dynamodb:GetItem",
      logLevel: "DEBUG",
      queueName: "renamed",
    };
    const pool = cloud.provisioner.describe("skein-users-dev").outputs.UserPoolId;
    await cloud.close();
    await start();
    expect((await deploy("users", usersTemplate())).status).toBe("UNCHANGED");
    expect(cloud.told.get("users")?.UserPoolId).toBe(pool);
    const todos = await deployTodos(latest);
    expect(todos.resources.UserDeleted?.physicalId.startsWith(cloud.endpoint)).toBe(true);
    expect((await environment()).QUEUE_URL).toBe(todos.resources.UserDeleted?.physicalId);
    expect(actionsOf(todos)).toEqual(["update ListTodosLambdaFunction", "update UserDeletedPolicy"]);
  });

  it("go away without a trace", async () => {
    await cloud.provisioner.remove("skein-todos-dev");
    await cloud.provisioner.remove("skein-users-dev");
    expect(cloud.provisioner.list()).toEqual([]);
    expect(await queueNames()).toEqual([]);
    expect((await new DynamoDB(cloud.client).listTables({})).TableNames).toEqual([]);
    expect((await new Lambda(cloud.client).listFunctions({})).Functions).toEqual([]);
    expect((await new IAM(cloud.client).listRoles({})).Roles).toEqual([]);
    expect((await new SNS(cloud.client).listTopics({})).Topics ?? []).toEqual([]);
    expect(cloud.told.get("todos")).toBeUndefined();
  });
});
