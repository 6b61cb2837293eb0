import {
  AddPermissionCommand,
  CreateQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSqsEngine } from "../../../src/engines/sqs/sqs-engine.ts";
import type { PolicyStatement } from "../../../src/iam/policy.ts";
import { startTestCloud, type TestCloud } from "../../support/cloud.ts";

const role = { accessKeyId: "AKIAROLE000000000000", secretAccessKey: "secret-of-the-role" };
const arnOf = (name: string) => `arn:aws:sqs:us-east-1:000000000000:${name}`;

describe("a role", () => {
  let statements: PolicyStatement[] = [];
  let cloud: TestCloud;
  let admin: SQSClient;
  let sqs: SQSClient;
  beforeAll(async () => {
    cloud = await startTestCloud({
      engines: (context) => [createSqsEngine(context)],
      credentials: {
        find: (accessKeyId) =>
          accessKeyId === role.accessKeyId
            ? {
                secretAccessKey: role.secretAccessKey,
                principal: {
                  kind: "role",
                  arn: "arn:aws:sts::000000000000:assumed-role/sender/session",
                  accountId: "000000000000",
                  roleArn: "arn:aws:iam::000000000000:role/sender",
                },
              }
            : undefined,
      },
      policies: { ofRole: () => [{ Version: "2012-10-17", Statement: statements }] },
    });
    admin = new SQSClient(cloud.client);
    sqs = new SQSClient({ ...cloud.client, credentials: role });
    for (const QueueName of ["q", "dead"]) await admin.send(new CreateQueueCommand({ QueueName }));
  });
  afterAll(() => cloud.close());

  const allow = (...Action: string[]) => {
    statements = [{ Effect: "Allow", Action, Resource: [arnOf("q"), arnOf("dead")] }];
  };

  it("may do what its policy says, and no more", async () => {
    allow("sqs:SendMessage");
    await sqs.send(new SendMessageCommand({ QueueUrl: "q", MessageBody: "m" }));
    await expect(sqs.send(new ReceiveMessageCommand({ QueueUrl: "q" }))).rejects.toMatchObject({
      name: "AccessDenied",
      message: expect.stringContaining(`sqs:ReceiveMessage on resource: ${arnOf("q")}`),
    });
  });

  it("may send a batch when it may send", async () => {
    allow("sqs:SendMessage");
    const Entries = [{ Id: "1", MessageBody: "m" }];
    const answer = await sqs.send(new SendMessageBatchCommand({ QueueUrl: "q", Entries }));
    expect(answer.Successful).toHaveLength(1);
  });

  it("may do what the queue's policy allows it", async () => {
    statements = [{ Effect: "Allow", Action: "sqs:ListQueues", Resource: "*" }];
    await expect(sqs.send(new ReceiveMessageCommand({ QueueUrl: "dead" }))).rejects.toThrow("not authorized");
    await admin.send(
      new AddPermissionCommand({
        QueueUrl: "dead",
        Label: "account",
        AWSAccountIds: ["*"],
        Actions: ["ReceiveMessage"],
      }),
    );
    await expect(sqs.send(new ReceiveMessageCommand({ QueueUrl: "dead" }))).resolves.toBeDefined();
  });

  it("needs the rights of everything that a redrive does", async () => {
    const start = new StartMessageMoveTaskCommand({ SourceArn: arnOf("dead"), DestinationArn: arnOf("q") });
    allow("sqs:StartMessageMoveTask", "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes");
    await expect(sqs.send(start)).rejects.toThrow(`sqs:SendMessage on resource: ${arnOf("q")}`);
  });
});
