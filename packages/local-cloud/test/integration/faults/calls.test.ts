import {
  CognitoIdentityProviderClient,
  ListUserPoolsCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from "@aws-sdk/client-dynamodb";
import { DynamoDBStreamsClient, ListStreamsCommand } from "@aws-sdk/client-dynamodb-streams";
import { IAMClient, ListRolesCommand } from "@aws-sdk/client-iam";
import { InvokeCommand, LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { ListSecretsCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { GetSendQuotaCommand, SESClient } from "@aws-sdk/client-ses";
import { GetAccountCommand, SESv2Client } from "@aws-sdk/client-sesv2";
import { ListTopicsCommand, SNSClient } from "@aws-sdk/client-sns";
import {
  CreateQueueCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
} from "@aws-sdk/client-sqs";
import { GetParameterCommand, PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type FaultyCloud, startFaultyCloud } from "./faulty-cloud.ts";

let cloud: FaultyCloud;
let queues = 0;

beforeAll(async () => {
  cloud = await startFaultyCloud();
});
afterEach(() => cloud.clearFaults());
afterAll(() => cloud?.close());

const newQueue = async () => {
  const QueueName = `q${++queues}`;
  const { QueueUrl } = await cloud.sqs.send(new CreateQueueCommand({ QueueName }));
  const send = (MessageBody: string) => cloud.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
  const receive = async () => {
    const { Messages = [] } = await cloud.sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
    );
    return Messages.map(({ Body }) => Body);
  };
  return { arn: `arn:aws:sqs:us-east-1:000000000000:${QueueName}`, send, receive };
};

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  await work();
  return performance.now() - started;
};

describe("throttling", () => {
  const throttled: readonly (readonly [string, string, number, () => Promise<unknown>])[] = [
    ["sqs", "RequestThrottled", 403, () => cloud.sqs.send(new ListQueuesCommand({}))],
    ["sns", "ThrottledException", 429, () => new SNSClient(cloud.client).send(new ListTopicsCommand({}))],
    [
      "dynamodb",
      "ProvisionedThroughputExceededException",
      400,
      () =>
        new DynamoDBClient(cloud.client).send(
          new GetItemCommand({ TableName: "t", Key: { id: { S: "1" } } }),
        ),
    ],
    [
      "dynamodb",
      "ThrottlingException",
      400,
      () => new DynamoDBClient(cloud.client).send(new DescribeTableCommand({ TableName: "t" })),
    ],
    [
      "dynamodb",
      "LimitExceededException",
      400,
      () => new DynamoDBStreamsClient(cloud.client).send(new ListStreamsCommand({})),
    ],
    [
      "lambda",
      "TooManyRequestsException",
      429,
      () => new LambdaClient(cloud.client).send(new ListFunctionsCommand({})),
    ],
    [
      "cognito-idp",
      "TooManyRequestsException",
      429,
      () => new CognitoIdentityProviderClient(cloud.client).send(new ListUserPoolsCommand({ MaxResults: 1 })),
    ],
    [
      "ssm",
      "ThrottlingException",
      400,
      () => new SSMClient(cloud.client).send(new GetParameterCommand({ Name: "x" })),
    ],
    [
      "secretsmanager",
      "ThrottlingException",
      400,
      () => new SecretsManagerClient(cloud.client).send(new ListSecretsCommand({})),
    ],
    [
      "ses",
      "TooManyRequestsException",
      429,
      () => new SESv2Client(cloud.client).send(new GetAccountCommand({})),
    ],
    ["ses", "Throttling", 400, () => new SESClient(cloud.client).send(new GetSendQuotaCommand({}))],
    ["iam", "Throttling", 400, () => new IAMClient(cloud.client).send(new ListRolesCommand({}))],
    ["sts", "Throttling", 400, () => new STSClient(cloud.client).send(new GetCallerIdentityCommand({}))],
  ];

  it.each(throttled)("of %s is %s with %i to its SDK client", async (service, name, status, call) => {
    await cloud.addFault({ kind: "throttle", service });
    await expect(call()).rejects.toMatchObject({ name, $metadata: { httpStatusCode: status } });
  });

  it("tells SQS clients of the older protocol its older code, and Lambda clients when to come again", async () => {
    await cloud.addFault({ kind: "throttle", service: "*" });
    await expect(cloud.sqs.send(new ListQueuesCommand({}))).rejects.toMatchObject({
      Error: { Code: "RequestThrottled", Type: "Sender" },
    });
    const lambda = new LambdaClient(cloud.client);
    await expect(lambda.send(new ListFunctionsCommand({}))).rejects.toMatchObject({
      retryAfterSeconds: "1",
      Reason: "CallerRateLimitExceeded",
    });
    await expect(lambda.send(new InvokeCommand({ FunctionName: "f" }))).rejects.toMatchObject({
      Reason: "ConcurrentInvocationLimitExceeded",
    });
  });

  it("is survived by a client that tries again", async () => {
    const { id } = await cloud.addFault({ kind: "throttle", service: "ssm", times: 2 });
    const patient = new SSMClient({ ...cloud.client, maxAttempts: 3 });
    await patient.send(new PutParameterCommand({ Name: "/patient", Value: "1", Type: "String" }));
    expect(await cloud.faults()).toMatchObject([{ id, matched: 3, injected: 2 }]);
  });
});

describe("an error", () => {
  it("before the effect keeps it from happening", async () => {
    const queue = await newQueue();
    await cloud.addFault({ kind: "error", service: "sqs", operation: "SendMessage", times: 1 });
    await expect(queue.send("one")).rejects.toMatchObject({
      name: "InternalFailure",
      $metadata: { httpStatusCode: 500 },
    });
    await queue.send("two");
    expect(await queue.receive()).toEqual(["two"]);
  });

  it("of either version of SES is named as that version names it, and chosen by operations of both", async () => {
    const operation = ["GetAccount", "GetSendQuota"];
    await cloud.addFault({ kind: "error", service: "ses", operation });
    await expect(new SESv2Client(cloud.client).send(new GetAccountCommand({}))).rejects.toMatchObject({
      name: "InternalServiceErrorException",
      $metadata: { httpStatusCode: 500 },
    });
    await expect(new SESClient(cloud.client).send(new GetSendQuotaCommand({}))).rejects.toMatchObject({
      name: "InternalFailure",
      $metadata: { httpStatusCode: 500 },
    });
  });

  it("after the effect is an acknowledgement that got lost", async () => {
    const queue = await newQueue();
    await cloud.addFault({ kind: "error", service: "sqs", operation: "SendMessage", when: "after" });
    await expect(queue.send("one")).rejects.toMatchObject({ name: "InternalFailure" });
    expect(await queue.receive()).toEqual(["one"]);
  });

  it("is the one that was asked for", async () => {
    const error = { code: "KmsDisabled", message: "The key is away.", status: 400 };
    await cloud.addFault({ kind: "error", service: "sqs", operation: "List*", error });
    await expect(cloud.sqs.send(new ListQueuesCommand({}))).rejects.toMatchObject({
      name: "KmsDisabled",
      message: "The key is away.",
      $metadata: { httpStatusCode: 400 },
    });
  });

  it("after the effect does not hide that the effect failed", async () => {
    const dynamodb = new DynamoDBClient(cloud.client);
    await dynamodb.send(
      new CreateTableCommand({
        TableName: "things",
        AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
        KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
        BillingMode: "PAY_PER_REQUEST",
      }),
    );
    await cloud.addFault({
      kind: "error",
      service: "dynamodb",
      operation: "PutItem",
      when: "after",
    });
    const put = () =>
      dynamodb.send(
        new PutItemCommand({
          TableName: "things",
          Item: { id: { S: "1" } },
          ConditionExpression: "attribute_not_exists(id)",
        }),
      );
    await expect(put()).rejects.toMatchObject({ name: "InternalServerError" });
    await expect(put()).rejects.toMatchObject({ name: "ConditionalCheckFailedException" });
    expect(await cloud.faults()).toMatchObject([{ matched: 1, injected: 1 }]);
  });
});

describe("a delay", () => {
  it("makes callers wait, before the effect or after it", async () => {
    const queue = await newQueue();
    for (const when of ["before", "after"]) {
      await cloud.addFault({ kind: "delay", resource: queue.arn, delayMs: 80, when });
      expect(await timed(() => queue.send(when))).toBeGreaterThan(79);
      await cloud.clearFaults();
    }
    expect(await queue.receive()).toEqual(["before", "after"]);
  });

  it("after the effect holds back the answer only", async () => {
    const queue = await newQueue();
    const { id } = await cloud.addFault({
      kind: "delay",
      resource: queue.arn,
      operation: "SendMessage",
      service: "sqs",
      delayMs: 600_000,
      when: "after",
    });
    const sending = queue.send("early");
    await expect.poll(() => queue.receive()).toEqual(["early"]);
    await cloud.request("DELETE", `faults/${id}`);
    await sending;
  });
});

describe("the calls that are hit", () => {
  it("are those of the resource and nobody else's", async () => {
    const [one, two] = [await newQueue(), await newQueue()];
    await cloud.addFault({ kind: "throttle", resource: one.arn });
    await expect(one.send("x")).rejects.toMatchObject({ name: "RequestThrottled" });
    await two.send("x");
  });

  it("are those of the caller", async () => {
    await cloud.addFault({ kind: "throttle", service: "sqs", principal: "arn:aws:iam::*:role/nobody" });
    await cloud.sqs.send(new ListQueuesCommand({}));
    await cloud.clearFaults();
    await cloud.addFault({ kind: "throttle", service: "sqs", principal: "arn:aws:iam::000000000000:root" });
    await expect(cloud.sqs.send(new ListQueuesCommand({}))).rejects.toMatchObject({
      name: "RequestThrottled",
    });
  });

  it("are the same for the same seed", async () => {
    const outcomes = async () => {
      await cloud.addFault({ kind: "throttle", service: "ssm", probability: 0.5, seed: 11 });
      const ssm = new SSMClient(cloud.client);
      const hit: boolean[] = [];
      for (let call = 0; call < 12; call++) {
        const answer = ssm.send(new GetParameterCommand({ Name: "/x" }));
        hit.push(
          await answer.then(
            () => false,
            ({ name }) => name === "ThrottlingException",
          ),
        );
      }
      await cloud.clearFaults();
      return hit;
    };
    const first = await outcomes();
    expect(await outcomes()).toEqual(first);
    expect(new Set(first).size).toBe(2);
  });

  it("are allowed ones: who may not call is told so", async () => {
    await cloud.addFault({ kind: "error", service: "*" });
    const stranger = { accessKeyId: "AKIANOBODY0000000000", secretAccessKey: "x" };
    const sts = new STSClient({ ...cloud.client, credentials: stranger });
    const assume = new AssumeRoleCommand({
      RoleArn: "arn:aws:iam::000000000000:role/x",
      RoleSessionName: "s",
    });
    await expect(sts.send(assume)).rejects.toMatchObject({ name: "InvalidClientTokenId" });
  });

  it("carry the fault's id in the journal", async () => {
    const queue = await newQueue();
    await cloud.addFault([
      { id: "slow", kind: "delay", resource: queue.arn, delayMs: 1 },
      { id: "lost", kind: "error", resource: queue.arn, when: "after", times: 1 },
    ]);
    await expect(queue.send("x")).rejects.toThrow();
    await queue.send("y");
    const journaled = (await cloud.faultyCalls()).filter(({ resource }) => resource === queue.arn);
    expect(journaled).toMatchObject([
      {
        operation: "SendMessage",
        decision: "allowed",
        fault: "slow, lost",
        status: 500,
        error: { code: "InternalFailure" },
      },
      { operation: "SendMessage", decision: "allowed", fault: "slow", status: 200 },
    ]);
  });
});
