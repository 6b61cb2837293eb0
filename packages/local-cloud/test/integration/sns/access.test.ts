import {
  CreateTopicCommand,
  PublishBatchCommand,
  PublishCommand,
  SetTopicAttributesCommand,
  SNSClient,
  SubscribeCommand,
} from "@aws-sdk/client-sns";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createSnsEngine } from "../../../src/engines/sns/sns-engine.ts";
import { createSqsEngine } from "../../../src/engines/sqs/sqs-engine.ts";
import type { PolicyStatement } from "../../../src/iam/policy.ts";
import { startTestCloud, type TestCloud } from "../../support/cloud.ts";

const role = { accessKeyId: "AKIAROLE000000000000", secretAccessKey: "secret-of-the-role" };
const roleArn = "arn:aws:iam::000000000000:role/publisher";
const TopicArn = "arn:aws:sns:us-east-1:000000000000:news";

describe("a role", () => {
  let statements: PolicyStatement[] = [];
  let cloud: TestCloud;
  let admin: SNSClient;
  let sns: SNSClient;
  beforeAll(async () => {
    cloud = await startTestCloud({
      engines: (context) => [createSnsEngine(context), createSqsEngine(context)],
      credentials: {
        find: (accessKeyId) =>
          accessKeyId === role.accessKeyId
            ? {
                secretAccessKey: role.secretAccessKey,
                principal: {
                  kind: "role",
                  arn: "arn:aws:sts::000000000000:assumed-role/publisher/session",
                  accountId: "000000000000",
                  roleArn,
                },
              }
            : undefined,
      },
      policies: { ofRole: () => [{ Version: "2012-10-17", Statement: statements }] },
    });
    admin = new SNSClient(cloud.client);
    sns = new SNSClient({ ...cloud.client, credentials: role });
    await admin.send(new CreateTopicCommand({ Name: "news" }));
  });
  beforeEach(() => setPolicy(""));
  afterAll(() => cloud.close());

  const allow = (...Action: string[]) => {
    statements = [{ Effect: "Allow", Action, Resource: TopicArn }];
  };
  const setPolicy = (AttributeValue: string) =>
    admin.send(new SetTopicAttributesCommand({ TopicArn, AttributeName: "Policy", AttributeValue }));
  const topicPolicy = (Effect: "Allow" | "Deny") =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect, Principal: { AWS: roleArn }, Action: "sns:Publish", Resource: TopicArn }],
    });
  const publish = () => sns.send(new PublishCommand({ TopicArn, Message: "m" }));

  it("may do what its policy says, and no more", async () => {
    allow("sns:Publish");
    await expect(publish()).resolves.toBeDefined();
    const Endpoint = "arn:aws:sqs:us-east-1:000000000000:q";
    await expect(
      sns.send(new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint })),
    ).rejects.toMatchObject({
      name: "AuthorizationErrorException",
      message: expect.stringContaining(`sns:Subscribe on resource: ${TopicArn}`),
    });
  });

  it("may publish a batch when it may publish", async () => {
    allow("sns:Publish");
    const PublishBatchRequestEntries = [{ Id: "1", Message: "m" }];
    const answer = await sns.send(new PublishBatchCommand({ TopicArn, PublishBatchRequestEntries }));
    expect(answer.Successful).toHaveLength(1);
  });

  it("gets nothing from the policy that every topic has", async () => {
    allow("sns:ListTopics");
    await expect(publish()).rejects.toMatchObject({ name: "AuthorizationErrorException" });
  });

  it("may do what the topic's policy allows it", async () => {
    allow("sns:ListTopics");
    await setPolicy(topicPolicy("Allow"));
    await expect(publish()).resolves.toBeDefined();
  });

  it("may not do what the topic's policy denies it", async () => {
    allow("sns:*");
    await setPolicy(topicPolicy("Deny"));
    await expect(publish()).rejects.toMatchObject({ name: "AuthorizationErrorException" });
  });
});
