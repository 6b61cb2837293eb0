/** What came of the events, read from the tables and queues themselves. */
import { DynamoDBClient, paginateScan } from "@aws-sdk/client-dynamodb";
import {
  ChangeMessageVisibilityCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { clientConfig } from "../e2e/support/queue.ts";
import type { Outputs } from "../e2e/support/skein.ts";
import type { Found } from "./verdict.ts";

export const eventsQueue = "skein-dev-chaos-events";
export const deadLetterQueue = "skein-dev-chaos-events-failed";
const effectsTable = "skein-dev-chaos-effects";

export interface Ledger {
  /** By the id of the todo; a todo whose event came under two ids has both counted. */
  effects(): Promise<ReadonlyMap<string, number>>;
  /** Messages in a queue, received or not. */
  depth(queueName: string): Promise<number>;
  /** Everything; the dead letters are left as they are. */
  find(): Promise<Found>;
  close(): void;
}

/** Long enough to see every message of the dead-letter queue once. */
const peekSeconds = 60;

export const openLedger = (outputs: Outputs): Ledger => {
  const dynamoDb = new DynamoDBClient(clientConfig(outputs));
  const sqs = new SQSClient(clientConfig(outputs));

  const urlOf = async (QueueName: string): Promise<string> =>
    (await sqs.send(new GetQueueUrlCommand({ QueueName }))).QueueUrl ?? "";

  const effects = async () => {
    const counts = new Map<string, number>();
    const pages = paginateScan({ client: dynamoDb }, { TableName: effectsTable, ConsistentRead: true });
    for await (const { Items = [] } of pages)
      for (const { todoId, effects } of Items) {
        const id = todoId?.S ?? "";
        counts.set(id, (counts.get(id) ?? 0) + Number(effects?.N));
      }
    return counts;
  };

  const deadLetters = async (): Promise<readonly string[]> => {
    const QueueUrl = await urlOf(deadLetterQueue);
    const handles: string[] = [];
    const subjects: string[] = [];
    for (;;) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: peekSeconds }),
      );
      if (Messages.length === 0) break;
      for (const { Body = "{}", ReceiptHandle = "" } of Messages) {
        handles.push(ReceiptHandle);
        subjects.push((JSON.parse(Body) as { subject: string }).subject);
      }
    }
    for (const ReceiptHandle of handles)
      await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }));
    return subjects;
  };

  return {
    effects,
    depth: async (queueName) => {
      const { Attributes = {} } = await sqs.send(
        new GetQueueAttributesCommand({ QueueUrl: await urlOf(queueName), AttributeNames: ["All"] }),
      );
      return (
        Number(Attributes.ApproximateNumberOfMessages) +
        Number(Attributes.ApproximateNumberOfMessagesNotVisible)
      );
    },
    find: async () => ({ effects: await effects(), deadLetters: await deadLetters() }),
    close: () => {
      dynamoDb.destroy();
      sqs.destroy();
    },
  };
};
