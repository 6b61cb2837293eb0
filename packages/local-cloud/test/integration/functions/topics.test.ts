/** Functions and topics: events from a topic, and what goes to one when a function fails. */
import {
  AddPermissionCommand,
  InvokeCommand,
  PutFunctionEventInvokeConfigCommand,
} from "@aws-sdk/client-lambda";
import { CreateTopicCommand, PublishCommand, SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import { ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../../support/eventually.ts";
import { type LambdaCloud, startLambdaCloud } from "../../support/lambda-cloud.ts";
import { streamsOf } from "../../support/streams.ts";

interface TopicEvent {
  readonly Records: readonly { readonly Sns: { readonly Message: string } }[];
}

let cloud: LambdaCloud;
let sns: SNSClient;

beforeAll(async () => {
  cloud = await startLambdaCloud({ sns: true, kinesis: true, settings: { asyncRetryDelaysMs: [10, 10] } });
  sns = new SNSClient(cloud.client);
});
afterAll(() => cloud.close());

const openPolicy = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Service: "sns.amazonaws.com" },
      Action: "sqs:SendMessage",
      Resource: "*",
    },
  ],
});

const addTopic = async (Name: string) => (await sns.send(new CreateTopicCommand({ Name }))).TopicArn ?? "";

const subscribe = (TopicArn: string, Protocol: string, Endpoint: string, Attributes = {}) =>
  sns.send(new SubscribeCommand({ TopicArn, Protocol, Endpoint, Attributes }));

/** A topic of this name, and a queue that gets what is published to it as it is. */
const heardTopic = async (name: string) => {
  const topic = await addTopic(name);
  const { url, arn } = await cloud.addQueue(name, { Policy: openPolicy });
  await subscribe(topic, "sqs", arn, { RawMessageDelivery: "true" });
  return { topic, url };
};

const nextMessage = async (QueueUrl: string) => {
  const { Messages } = await cloud.sqs.send(
    new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5, MessageAttributeNames: ["All"] }),
  );
  return Messages?.[0];
};

const failing = () => {
  throw new Error("always");
};

describe("a function that is subscribed to a topic", () => {
  it("runs for each message, once the topic may invoke it; before, they are dead letters", async () => {
    const seen: string[] = [];
    const FunctionName = "listener";
    const arn = await cloud.addFunction(FunctionName, ({ Records }: TopicEvent) => {
      seen.push(...Records.map(({ Sns }) => Sns.Message));
    });
    const topic = await addTopic("news");
    const dead = await cloud.addQueue("news-dead", { Policy: openPolicy });
    await subscribe(topic, "lambda", arn, {
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dead.arn }),
    });
    const publish = (Message: string) => sns.send(new PublishCommand({ TopicArn: topic, Message }));
    await publish("refused");
    expect((await nextMessage(dead.url))?.MessageAttributes?.ErrorCode?.StringValue).toMatch(/AccessDenied/);
    await cloud.lambda.send(
      new AddPermissionCommand({
        FunctionName,
        StatementId: "news",
        Action: "lambda:InvokeFunction",
        Principal: "sns.amazonaws.com",
        SourceArn: topic,
      }),
    );
    await publish("taken");
    await eventually(() => expect(seen).toEqual(["taken"]));
  });
});

describe("a topic", () => {
  it("is told of an event that was given up", async () => {
    const { topic, url } = await heardTopic("events-given-up");
    await cloud.addFunction("given-up", failing);
    await cloud.lambda.send(
      new PutFunctionEventInvokeConfigCommand({
        FunctionName: "given-up",
        MaximumRetryAttempts: 0,
        DestinationConfig: { OnFailure: { Destination: topic } },
      }),
    );
    await cloud.lambda.send(new InvokeCommand({ FunctionName: "given-up", InvocationType: "Event" }));
    expect(JSON.parse((await nextMessage(url))?.Body ?? "")).toMatchObject({
      requestContext: { condition: "RetriesExhausted", approximateInvokeCount: 1 },
    });
  });

  it("takes the dead letters of a function, with the error in the attributes", async () => {
    const { topic, url } = await heardTopic("letters");
    await cloud.addFunction("lettered", failing, { DeadLetterConfig: { TargetArn: topic } });
    await cloud.lambda.send(
      new InvokeCommand({
        FunctionName: "lettered",
        InvocationType: "Event",
        Payload: Buffer.from('{"n":1}'),
      }),
    );
    const message = await nextMessage(url);
    expect(message?.Body).toBe('{"n":1}');
    expect(message?.MessageAttributes).toMatchObject({ ErrorMessage: { StringValue: "always" } });
  });

  it("is told of records of a stream that were given up", async () => {
    const { topic, url } = await heardTopic("records-given-up");
    await streamsOf(cloud).mapped(
      "poisoned",
      failing,
      { MaximumRetryAttempts: 0, DestinationConfig: { OnFailure: { Destination: topic } } },
      ["bad"],
    );
    expect(JSON.parse((await nextMessage(url))?.Body ?? "")).toMatchObject({
      requestContext: { condition: "RetryAttemptsExhausted" },
      KinesisBatchInfo: { batchSize: 1 },
    });
  });
});
