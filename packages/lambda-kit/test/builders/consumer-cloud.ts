/** A local cloud with what consumers stand between: topic, queues, tables, and functions with roles of their own. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import { startCloud } from "@skein/local-cloud";
import { type Handler, startFunctionHost } from "../../../local-cloud/test/support/function-host.ts";

/** Seconds; a failed message comes again after them. */
const functionTimeout = 3;

const attribute = (logicalId: string, name = "Arn") => ({ "Fn::GetAtt": [logicalId, name] });

const table = (more: object = {}) => ({
  Type: "AWS::DynamoDB::Table",
  Properties: {
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
    KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
    ...more,
  },
});

const queue = (deadLetters: string, more: object = {}) => ({
  Type: "AWS::SQS::Queue",
  Properties: {
    VisibilityTimeout: functionTimeout,
    RedrivePolicy: { deadLetterTargetArn: attribute(deadLetters), maxReceiveCount: 3 },
    ...more,
  },
});

const role = (...statements: object[]) => ({
  Type: "AWS::IAM::Role",
  Properties: {
    AssumeRolePolicyDocument: {
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
      ],
    },
    Policies: [{ PolicyName: "own", PolicyDocument: { Version: "2012-10-17", Statement: statements } }],
  },
});

const allow = (Action: string[], Resource: object) => ({ Effect: "Allow", Action, Resource });

const consumingFrom = (source: string) =>
  allow(["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], attribute(source));

const consumption = [
  allow(["dynamodb:PutItem", "dynamodb:UpdateItem"], attribute("Consumed")),
  allow(["dynamodb:UpdateItem"], attribute("Effects")),
];

const fn = (FunctionName: string, roleId: string) => ({
  Type: "AWS::Lambda::Function",
  Properties: {
    FunctionName,
    Role: attribute(roleId),
    Timeout: functionTimeout,
    Handler: "index.handler",
    Runtime: "nodejs24.x",
    Code: { S3Bucket: "none", S3Key: "none" },
  },
});

const mapping = (functionId: string, EventSourceArn: object, more: object = {}) => ({
  Type: "AWS::Lambda::EventSourceMapping",
  Properties: {
    FunctionName: { Ref: functionId },
    EventSourceArn,
    FunctionResponseTypes: ["ReportBatchItemFailures"],
    ...more,
  },
});

const Resources = {
  Effects: table(),
  Consumed: table({ TimeToLiveSpecification: { AttributeName: "expiresAt", Enabled: true } }),
  Things: table({ StreamSpecification: { StreamViewType: "NEW_AND_OLD_IMAGES" } }),

  Topic: { Type: "AWS::SNS::Topic", Properties: {} },
  Failed: { Type: "AWS::SQS::Queue", Properties: {} },
  Queue: queue("Failed"),
  QueuePolicy: {
    Type: "AWS::SQS::QueuePolicy",
    Properties: {
      Queues: [{ Ref: "Queue" }],
      PolicyDocument: {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: "sns.amazonaws.com" },
            Action: "sqs:SendMessage",
            Resource: attribute("Queue"),
            Condition: { ArnEquals: { "aws:SourceArn": { Ref: "Topic" } } },
          },
        ],
      },
    },
  },
  Subscription: {
    Type: "AWS::SNS::Subscription",
    DependsOn: "QueuePolicy",
    Properties: {
      TopicArn: { Ref: "Topic" },
      Protocol: "sqs",
      Endpoint: attribute("Queue"),
      RawMessageDelivery: true,
    },
  },
  ConsumerRole: role(consumingFrom("Queue"), ...consumption, allow(["sqs:SendMessage"], attribute("Failed"))),
  Consumer: fn("consumer", "ConsumerRole"),
  Mapping: mapping("Consumer", attribute("Queue")),

  FailedInOrder: { Type: "AWS::SQS::Queue", Properties: { FifoQueue: true } },
  QueueInOrder: queue("FailedInOrder", { FifoQueue: true }),
  InOrderRole: role(
    consumingFrom("QueueInOrder"),
    ...consumption,
    allow(["sqs:SendMessage"], attribute("FailedInOrder")),
  ),
  InOrder: fn("in-order", "InOrderRole"),
  MappingInOrder: mapping("InOrder", attribute("QueueInOrder")),

  WatcherRole: role(
    allow(
      ["dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:DescribeStream", "dynamodb:ListStreams"],
      attribute("Things", "StreamArn"),
    ),
    ...consumption,
    allow(["sqs:SendMessage"], attribute("Failed")),
  ),
  Watcher: fn("watcher", "WatcherRole"),
  Watching: mapping("Watcher", attribute("Things", "StreamArn"), { StartingPosition: "TRIM_HORIZON" }),
};

export interface Hosted {
  /** Clients with the credentials of the function's role. */
  readonly dynamoDb: DynamoDBClient;
  readonly sqs: SQSClient;
}

export const startConsumerCloud = async () => {
  const stateDir = await mkdtemp(path.join(tmpdir(), "lambda-kit-consumers-"));
  const cloud = await startCloud({ region: "us-east-1", accountId: "000000000000", port: 0, stateDir });
  const host = await startFunctionHost();
  const clients: { destroy(): void }[] = [];
  const configured = (credentials: {
    accessKeyId: string;
    secretAccessKey: string;
    sessionToken?: string;
  }) => {
    const config = { endpoint: cloud.endpoint, region: "us-east-1", credentials: { ...credentials } };
    const made = {
      dynamoDb: new DynamoDBClient(config),
      sns: new SNSClient(config),
      sqs: new SQSClient(config),
    };
    clients.push(...Object.values(made));
    return made;
  };
  const call = async <Answer>(url: string, body: object): Promise<Answer> => {
    const answer = await fetch(`${cloud.endpoint}/_local/${url}`, {
      method: "PUT",
      headers: { authorization: `Bearer ${cloud.credentials.secretAccessKey}` },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(await answer.text());
    return (await answer.json()) as Answer;
  };
  const { resources } = await call<{
    resources: Record<keyof typeof Resources, { physicalId: string; attributes: Record<string, string> }>;
  }>("stacks/consumers", { service: "consumers", template: { Resources }, apiUrls: {} });

  return {
    ...configured(cloud.credentials),
    /** Name, URL or ARN, whatever identifies the resource. */
    id: (logicalId: keyof typeof Resources) => resources[logicalId].physicalId,
    arn: (logicalId: keyof typeof Resources) => resources[logicalId].attributes.Arn ?? "",
    /** Brings a function to life. */
    host: async (name: string, make: (clients: Hosted) => Handler) => {
      const { credentials } = await call<{
        credentials: { AccessKeyId: string; SecretAccessKey: string; SessionToken: string };
      }>(`functions/${name}/host`, { invokeUrl: host.invokeUrl });
      host.handlers.set(
        name,
        make(
          configured({
            accessKeyId: credentials.AccessKeyId,
            secretAccessKey: credentials.SecretAccessKey,
            sessionToken: credentials.SessionToken,
          }),
        ),
      );
    },
    close: async () => {
      for (const client of clients) client.destroy();
      await cloud.close();
      await host.close();
      await rm(stateDir, { recursive: true, force: true });
    },
  };
};
