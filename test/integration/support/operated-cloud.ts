/** The whole local cloud in a folder of its own, and the project's commands pointed at it. */
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { type RunningCloud, startCloud } from "@skein/local-cloud";
import { eventually } from "../../../packages/local-cloud/test/support/eventually.ts";
import { type Ended, runScript, type ScriptRun } from "./script-run.ts";

export interface TestQueue {
  readonly name: string;
  readonly url: string;
  readonly arn: string;
}

export interface OperatedCloud {
  readonly cloud: RunningCloud;
  readonly stateDir: string;
  /** Of SDK clients. */
  readonly client: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
  readonly sqs: SQSClient;
  start(script: string, ...args: string[]): ScriptRun;
  run(script: string, ...args: string[]): Promise<Ended>;
  addQueue(name: string, attributes?: Record<string, string>): Promise<TestQueue>;
  /** A queue with a dead-letter queue named `<name>-dlq`. */
  addPair(name: string): Promise<{ readonly queue: TestQueue; readonly dlq: TestQueue }>;
  send(queue: TestQueue, body: string, attributes?: Record<string, string>): Promise<void>;
  /** Messages that wait. */
  depth(queue: TestQueue): Promise<number>;
  /** Receives from the queue without deleting until its messages lie in its dead-letter queue. */
  giveUp(pair: { readonly queue: TestQueue; readonly dlq: TestQueue }, count: number): Promise<void>;
  close(): Promise<void>;
}

export const startOperatedCloud = async (): Promise<OperatedCloud> => {
  const stateDir = await mkdtemp(path.join(os.tmpdir(), "skein-operated-"));
  const cloud = await startCloud({ region: "us-east-1", accountId: "000000000000", port: 0, stateDir });
  const client = { endpoint: cloud.endpoint, region: "us-east-1", credentials: { ...cloud.credentials } };
  const sqs = new SQSClient(client);
  const start = (script: string, ...args: string[]) => runScript(script, args, { SKEIN_STATE_DIR: stateDir });

  const addQueue = async (name: string, Attributes: Record<string, string> = {}): Promise<TestQueue> => {
    const { QueueUrl = "" } = await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes }));
    return { name, url: QueueUrl, arn: `arn:aws:sqs:us-east-1:000000000000:${name}` };
  };

  const depth = async ({ url }: TestQueue) => {
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ["ApproximateNumberOfMessages"] }),
    );
    return Number(Attributes?.ApproximateNumberOfMessages);
  };

  return {
    cloud,
    stateDir,
    client,
    sqs,
    start,
    run: (script, ...args) => start(script, ...args).ended,
    addQueue,
    addPair: async (name) => {
      const dlq = await addQueue(`${name}-dlq`);
      const queue = await addQueue(name, {
        RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dlq.arn, maxReceiveCount: 1 }),
      });
      return { queue, dlq };
    },
    send: async ({ url }, MessageBody, attributes = {}) => {
      const MessageAttributes = Object.fromEntries(
        Object.entries(attributes).map(([name, StringValue]) => [name, { DataType: "String", StringValue }]),
      );
      await sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody, MessageAttributes }));
    },
    depth,
    giveUp: async ({ queue, dlq }, count) => {
      // Visible again at once, and received once too often.
      await sqs.send(
        new SetQueueAttributesCommand({ QueueUrl: queue.url, Attributes: { VisibilityTimeout: "0" } }),
      );
      await eventually(async () => {
        await sqs.send(new ReceiveMessageCommand({ QueueUrl: queue.url, MaxNumberOfMessages: 10 }));
        if ((await depth(dlq)) < count) throw new Error(`${dlq.name} has not got ${count} messages`);
      });
    },
    close: async () => {
      sqs.destroy();
      await cloud.close();
      await rm(stateDir, { recursive: true, force: true });
    },
  };
};
