/** A cloud with SQS, and the few calls that most tests make, through the AWS SDK. */
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  type QueueAttributeName,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  SendMessageCommand,
  type SendMessageCommandInput,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { createSqsEngine } from "../../../src/engines/sqs/sqs-engine.ts";
import { startTestCloud, type TestCloud } from "../../support/cloud.ts";

export interface Queues {
  readonly cloud: TestCloud;
  readonly sqs: SQSClient;
  /** Creates a queue under a name of its own; answers its URL. */
  create(attributes?: Partial<Record<QueueAttributeName, string>>): Promise<string>;
  createFifo(attributes?: Partial<Record<QueueAttributeName, string>>): Promise<string>;
  send(
    queueUrl: string,
    body: string,
    more?: Partial<SendMessageCommandInput>,
  ): Promise<{ MessageId?: string | undefined }>;
  /** Up to ten messages. */
  receive(queueUrl: string, more?: Partial<ReceiveMessageCommandInput>): Promise<readonly Received[]>;
  attribute(queueUrl: string, name: QueueAttributeName): Promise<string | undefined>;
  close(): Promise<void>;
}

export interface Received {
  readonly Body?: string | undefined;
  readonly ReceiptHandle?: string | undefined;
  readonly MessageId?: string | undefined;
  readonly MD5OfMessageAttributes?: string | undefined;
  readonly Attributes?: Partial<Record<string, string>> | undefined;
  readonly MessageAttributes?: Readonly<Record<string, object>> | undefined;
}

export const startQueues = async (): Promise<Queues> => {
  const cloud = await startTestCloud({ engines: (context) => [createSqsEngine(context)] });
  const sqs = new SQSClient(cloud.client);
  let created = 0;
  const create = async (QueueName: string, Attributes: Partial<Record<QueueAttributeName, string>>) => {
    const { QueueUrl = "" } = await sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
    return QueueUrl;
  };
  return {
    cloud,
    sqs,
    create: (attributes = {}) => create(`queue-${created++}`, attributes),
    createFifo: (attributes = {}) =>
      create(`queue-${created++}.fifo`, {
        FifoQueue: "true",
        ContentBasedDeduplication: "true",
        ...attributes,
      }),
    send: (QueueUrl, MessageBody, more = {}) =>
      sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, ...more })),
    receive: async (QueueUrl, more = {}) => {
      const input = { QueueUrl, MaxNumberOfMessages: 10, ...more };
      return (await sqs.send(new ReceiveMessageCommand(input))).Messages ?? [];
    },
    attribute: async (QueueUrl, name) => {
      const input = { QueueUrl, AttributeNames: [name] };
      return (await sqs.send(new GetQueueAttributesCommand(input))).Attributes?.[name];
    },
    close: async () => {
      sqs.destroy();
      await cloud.close();
    },
  };
};

export const bodiesOf = (messages: readonly Received[]): readonly (string | undefined)[] =>
  messages.map(({ Body }) => Body);
