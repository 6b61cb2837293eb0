import { randomUUID } from "node:crypto";
import { SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import type { Outputs } from "./skein.ts";

export interface CloudEvent {
  readonly id: string;
  readonly type: string;
  readonly source: string;
  readonly subject: string;
  readonly data: Record<string, unknown>;
}

export interface EventQueue {
  readonly url: string;
  /** Takes the next event off the queue, waiting up to 20 s as SQS's longest poll does. */
  next(): Promise<CloudEvent | undefined>;
  /** The next event about something; what else arrives before, perhaps of the demo's making, is passed over. */
  nextAbout(subject: string): Promise<CloudEvent | undefined>;
}

export const clientConfig = ({ cloud }: Outputs) => ({
  endpoint: cloud.Endpoint,
  region: cloud.Region,
  credentials: { accessKeyId: cloud.AccessKeyId, secretAccessKey: cloud.SecretAccessKey },
});

/** Opens a queue that exists, as after a restart. */
export const eventQueue = (outputs: Outputs, url: string): EventQueue => {
  const sqs = new SQSClient(clientConfig(outputs));
  const next = async () => {
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: url, WaitTimeSeconds: 20 }));
    const message = Messages?.[0];
    if (!message?.Body) return undefined;
    await sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: message.ReceiptHandle }));
    return JSON.parse(message.Body) as CloudEvent;
  };
  return {
    url,
    next,
    nextAbout: async (subject) => {
      for (;;) {
        const event = await next();
        if (!event || event.subject === subject) return event;
      }
    },
  };
};

/** A new queue, subscribed to a topic raw and with a filter on the event's type, as another team would. */
export const subscribeQueue = async (
  outputs: Outputs,
  topicArn: string,
  types: string[],
): Promise<EventQueue> => {
  const sqs = new SQSClient(clientConfig(outputs));
  const sns = new SNSClient(clientConfig(outputs));
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: `listener-${randomUUID()}` }));
  if (!QueueUrl) throw new Error("CreateQueue gave no URL");
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["QueueArn"] }),
  );
  const QueueArn = Attributes?.QueueArn;
  const Policy = JSON.stringify({
    Version: "2012-10-17",
    Statement: {
      Effect: "Allow",
      Principal: { Service: "sns.amazonaws.com" },
      Action: "sqs:SendMessage",
      Resource: QueueArn,
      Condition: { ArnEquals: { "aws:SourceArn": topicArn } },
    },
  });
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
  await sns.send(
    new SubscribeCommand({
      TopicArn: topicArn,
      Protocol: "sqs",
      Endpoint: QueueArn,
      Attributes: { RawMessageDelivery: "true", FilterPolicy: JSON.stringify({ type: types }) },
    }),
  );
  return eventQueue(outputs, QueueUrl);
};
