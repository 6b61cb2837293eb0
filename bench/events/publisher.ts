import { PublishBatchCommand, PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import { clientConfig } from "../../test/e2e/support/queue.ts";
import type { Outputs } from "../../test/e2e/support/skein.ts";

/** Publishes messages as services do: CloudEvents, with the attributes that subscriptions filter on. */
export interface Publisher {
  /** One message, in a call of its own. @returns its id */
  publish(): Promise<string>;
  /** Ten messages in one call, the most that SNS takes. */
  publishTen(): Promise<readonly string[]>;
  /** When a message was handed to the SDK: milliseconds since 1970, with fractions. */
  sentAt(id: string): number;
  published(): number;
  close(): void;
}

const type = "skein.bench.message.sent.v1";
const source = "/skein/bench";
const attributes = {
  type: { DataType: "String", StringValue: type },
  source: { DataType: "String", StringValue: source },
};
/** About as much as an event of todos says. */
const content = "x".repeat(200);

export const createPublisher = (outputs: Outputs, TopicArn: string): Publisher => {
  const sns = new SNSClient({ ...clientConfig(outputs), maxAttempts: 1 });
  const sent: number[] = [];

  const next = () => {
    const id = String(sent.length);
    sent.push(performance.timeOrigin + performance.now());
    const message = JSON.stringify({ specversion: "1.0", id, source, type, subject: id, data: { content } });
    return { id, message };
  };

  return {
    publish: async () => {
      const { id, message } = next();
      await sns.send(new PublishCommand({ TopicArn, Message: message, MessageAttributes: attributes }));
      return id;
    },
    publishTen: async () => {
      const ten = Array.from({ length: 10 }, next);
      const PublishBatchRequestEntries = ten.map(({ id, message }) => ({
        Id: id,
        Message: message,
        MessageAttributes: attributes,
      }));
      await sns.send(new PublishBatchCommand({ TopicArn, PublishBatchRequestEntries }));
      return ten.map(({ id }) => id);
    },
    sentAt: (id) => sent[Number(id)] ?? Number.NaN,
    published: () => sent.length,
    close: () => sns.destroy(),
  };
};
