/** A cloud with SNS, SQS and a Lambda that only listens, and the few calls that most tests make. */
import {
  CreateTopicCommand,
  GetSubscriptionAttributesCommand,
  PublishCommand,
  type PublishCommandInput,
  SNSClient,
  SubscribeCommand,
} from "@aws-sdk/client-sns";
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  type Message,
  type QueueAttributeName,
  ReceiveMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { createSnsEngine } from "../../../src/engines/sns/sns-engine.ts";
import { createSqsEngine } from "../../../src/engines/sqs/sqs-engine.ts";
import type { Engine } from "../../../src/gateway/engine.ts";
import { startTestCloud, type TestCloud } from "../../support/cloud.ts";

export interface TestQueue {
  readonly url: string;
  readonly arn: string;
}

export interface Topics {
  readonly cloud: TestCloud;
  readonly sns: SNSClient;
  readonly sqs: SQSClient;
  createTopic(attributes?: Record<string, string>): Promise<string>;
  createFifoTopic(attributes?: Record<string, string>): Promise<string>;
  /** A queue that takes messages from every topic. */
  createQueue(attributes?: Partial<Record<QueueAttributeName, string>>): Promise<TestQueue>;
  createFifoQueue(attributes?: Partial<Record<QueueAttributeName, string>>): Promise<TestQueue>;
  subscribe(topicArn: string, endpoint: string, attributes?: Record<string, string>): Promise<string>;
  publish(
    topicArn: string,
    message: string,
    more?: Partial<PublishCommandInput>,
  ): Promise<{ MessageId?: string | undefined; SequenceNumber?: string | undefined }>;
  /** Waits for a number of messages. */
  take(queue: TestQueue, count: number): Promise<readonly Message[]>;
  /** What is there now. */
  peek(queue: TestQueue): Promise<readonly Message[]>;
  subscriptionAttributes(arn: string): Promise<Record<string, string>>;
  close(): Promise<void>;
}

export const openPolicy = JSON.stringify({
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

const accountId = "000000000000";

export const startTopics = async (
  options: { engines?: readonly Engine[]; stateDir?: string } = {},
): Promise<Topics> => {
  const cloud = await startTestCloud({
    ...(options.stateDir === undefined ? {} : { stateDir: options.stateDir }),
    engines: (context) => [createSqsEngine(context), createSnsEngine(context), ...(options.engines ?? [])],
  });
  const sns = new SNSClient(cloud.client);
  const sqs = new SQSClient(cloud.client);
  let created = 0;

  const createTopic = async (Name: string, Attributes: Record<string, string>) =>
    (await sns.send(new CreateTopicCommand({ Name, Attributes }))).TopicArn ?? "";

  const createQueue = async (QueueName: string, given: Partial<Record<QueueAttributeName, string>>) => {
    const Attributes = { Policy: openPolicy, ...given };
    const { QueueUrl: url = "" } = await sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
    return { url, arn: `arn:aws:sqs:us-east-1:${accountId}:${QueueName}` };
  };

  const receive = async (queue: TestQueue, WaitTimeSeconds: number) => {
    const input = {
      QueueUrl: queue.url,
      MaxNumberOfMessages: 10,
      WaitTimeSeconds,
      MessageAttributeNames: ["All"],
      MessageSystemAttributeNames: ["All" as const],
    };
    return (await sqs.send(new ReceiveMessageCommand(input))).Messages ?? [];
  };

  return {
    cloud,
    sns,
    sqs,
    createTopic: (attributes = {}) => createTopic(`topic-${created++}`, attributes),
    createFifoTopic: (attributes = {}) =>
      createTopic(`topic-${created++}.fifo`, {
        FifoTopic: "true",
        ContentBasedDeduplication: "true",
        ...attributes,
      }),
    createQueue: (attributes = {}) => createQueue(`queue-${created++}`, attributes),
    createFifoQueue: (attributes = {}) =>
      createQueue(`queue-${created++}.fifo`, { FifoQueue: "true", ...attributes }),
    subscribe: async (TopicArn, Endpoint, Attributes = {}) => {
      const Protocol = Endpoint.split(":")[2];
      const input = { TopicArn, Protocol, Endpoint, Attributes };
      return (await sns.send(new SubscribeCommand(input))).SubscriptionArn ?? "";
    },
    publish: (TopicArn, Message, more = {}) => sns.send(new PublishCommand({ TopicArn, Message, ...more })),
    take: async (queue, count) => {
      const messages: Message[] = [];
      while (messages.length < count) {
        const received = await receive(queue, 10);
        if (received.length === 0) throw new Error(`Only ${messages.length} of ${count} messages came`);
        messages.push(...received);
      }
      return messages;
    },
    peek: (queue) => receive(queue, 0),
    subscriptionAttributes: async (SubscriptionArn) =>
      (await sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }))).Attributes ?? {},
    close: async () => {
      sns.destroy();
      sqs.destroy();
      await cloud.close();
    },
  };
};

export const bodiesOf = (messages: readonly Message[]): readonly string[] =>
  messages.map(({ Body = "" }) => Body);

/** The notification in a message that was not delivered raw. */
export const notificationOf = (message: Message | undefined): Record<string, unknown> =>
  JSON.parse(message?.Body ?? "{}");

export const queueDepth = async (sqs: SQSClient, { url }: TestQueue): Promise<number> => {
  const input = { QueueUrl: url, AttributeNames: ["ApproximateNumberOfMessages" as const] };
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand(input));
  return Number(Attributes?.ApproximateNumberOfMessages);
};
