import { CreateTopicCommand, PublishCommand, SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
} from "@aws-sdk/client-sqs";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type FaultyCloud, startFaultyCloud } from "./faulty-cloud.ts";

let cloud: FaultyCloud;
let queues = 0;

beforeAll(async () => {
  cloud = await startFaultyCloud();
});
afterEach(() => cloud.clearFaults());
afterAll(() => cloud?.close());

const newQueue = async (Attributes: Record<string, string> = {}, suffix = "") => {
  const QueueName = `q${++queues}${suffix}`;
  const { QueueUrl } = await cloud.sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
  const arn = `arn:aws:sqs:us-east-1:000000000000:${QueueName}`;
  const send = (MessageBody: string, more: object = {}) =>
    cloud.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, ...more }));
  const receive = async (WaitTimeSeconds = 0): Promise<readonly Message[]> => {
    const input = { QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds };
    return (await cloud.sqs.send(new ReceiveMessageCommand(input))).Messages ?? [];
  };
  const remove = ({ ReceiptHandle }: Message) =>
    cloud.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  const counts = async () => {
    const AttributeNames = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"] as const;
    const input = { QueueUrl, AttributeNames: [...AttributeNames] };
    const { Attributes: found } = await cloud.sqs.send(new GetQueueAttributesCommand(input));
    return AttributeNames.map((name) => Number(found?.[name]));
  };
  return { arn, send, receive, remove, counts };
};

const openPolicy = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: "sqs:SendMessage", Resource: "*" }],
});

describe("a duplicate", () => {
  it("of a received message comes once more, even when it was deleted in between", async () => {
    const queue = await newQueue();
    await cloud.addFault({ kind: "duplicate", service: "sqs", operation: "ReceiveMessage" });
    const { MessageId } = await queue.send("once");
    const [first] = await queue.receive();
    if (!first) throw new Error("nothing was received");
    await queue.remove(first);
    const [second] = await queue.receive();
    expect(second).toMatchObject({ MessageId, Body: "once" });
    await queue.remove(second ?? {});
    expect(await queue.receive()).toEqual([]);
    expect(await queue.counts()).toEqual([0, 0]);
  });

  it("of a received message costs it no receive: it stays out of the dead-letter queue", async () => {
    const deadLetters = await newQueue();
    const redrive = JSON.stringify({ deadLetterTargetArn: deadLetters.arn, maxReceiveCount: 1 });
    const queue = await newQueue({ RedrivePolicy: redrive });
    await cloud.addFault({ kind: "duplicate", service: "sqs", operation: "ReceiveMessage", times: 1 });
    await queue.send("a");
    const [first] = await queue.receive();
    expect(await queue.receive()).toEqual([first]);
    expect(await queue.counts()).toEqual([0, 1]);
    expect(await deadLetters.counts()).toEqual([0, 0]);
  });

  it("of what is sent is a second message", async () => {
    const queue = await newQueue();
    await cloud.addFault({ kind: "duplicate", service: "sqs", operation: "SendMessage", times: 1 });
    await queue.send("twice");
    await queue.send("once");
    expect((await queue.receive()).map(({ Body }) => Body)).toEqual(["twice", "twice", "once"]);
  });

  it("does not get into a FIFO queue, by sending or by receiving", async () => {
    const queue = await newQueue({ FifoQueue: "true", ContentBasedDeduplication: "true" }, ".fifo");
    await cloud.addFault({ kind: "duplicate", service: "sqs" });
    await queue.send("once", { MessageGroupId: "g" });
    const received = await queue.receive();
    expect(received.map(({ Body }) => Body)).toEqual(["once"]);
    for (const message of received) await queue.remove(message);
    expect(await queue.receive()).toEqual([]);
  });

  it("of a delivery by SNS is the same notification in the queue twice", async () => {
    const sns = new SNSClient(cloud.client);
    const queue = await newQueue({ Policy: openPolicy });
    const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: "t" }));
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint: queue.arn }));
    await cloud.addFault({ id: "delivery", kind: "duplicate", principal: "sns.amazonaws.com", times: 1 });
    const { MessageId } = await sns.send(new PublishCommand({ TopicArn, Message: "hello" }));
    const bodies: string[] = [];
    await expect
      .poll(async () => bodies.push(...(await queue.receive(1)).map(({ Body = "" }) => Body)))
      .toBe(2);
    for (const body of bodies) expect(JSON.parse(body)).toMatchObject({ MessageId, Message: "hello" });
    expect(await cloud.faultyCalls()).toContainEqual(
      expect.objectContaining({
        principal: "sns.amazonaws.com",
        operation: "SendMessageBatch",
        fault: "delivery",
      }),
    );
  });

  it("of a publication is a second publication", async () => {
    const sns = new SNSClient(cloud.client);
    const queue = await newQueue({ Policy: openPolicy });
    const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: "u" }));
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint: queue.arn }));
    await cloud.addFault({ kind: "duplicate", service: "sns", operation: "Publish" });
    await sns.send(new PublishCommand({ TopicArn, Message: "hello" }));
    await expect.poll(async () => (await queue.counts())[0]).toBe(2);
  });
});
