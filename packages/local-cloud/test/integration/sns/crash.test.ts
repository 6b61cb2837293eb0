import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { CreateTopicCommand, PublishCommand, SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openPolicy } from "./topics.ts";

const credentials = { accessKeyId: "AKIATESTOPERATOR0000", secretAccessKey: "secret-of-the-test-operator" };

describe("a cloud that is killed", () => {
  let stateDir: string;
  const children: ChildProcess[] = [];

  beforeEach(async () => {
    stateDir = await mkdtemp(path.join(os.tmpdir(), "skein-crash-"));
  });
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
    await rm(stateDir, { recursive: true });
  });

  const start = async () => {
    const child = spawn(process.execPath, [path.join(import.meta.dirname, "cloud-process.ts"), stateDir], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    children.push(child);
    const [line] = await once(child.stdout, "data");
    const client = { endpoint: String(line).trim(), region: "us-east-1", credentials, maxAttempts: 1 };
    return { child, sqs: new SQSClient(client), sns: new SNSClient(client) };
  };

  const kill = async (child: ChildProcess) => {
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
  };

  /** Repeats a call, several at a time, until the cloud is gone; answers what was acknowledged. */
  const untilKilled = async (call: (body: string) => Promise<unknown>): Promise<readonly string[]> => {
    const acknowledged: string[] = [];
    const worker = async (name: string) => {
      for (let index = 0; ; index++) {
        const body = `${name}-${index}`;
        const failed = await call(body).then(
          () => false,
          () => true,
        );
        if (failed) return;
        acknowledged.push(body);
      }
    };
    await Promise.all(["a", "b", "c", "d"].map(worker));
    return acknowledged;
  };

  /** Everything in a queue, until it stays empty. */
  const drain = async (sqs: SQSClient, QueueUrl: string): Promise<ReadonlySet<string>> => {
    const bodies = new Set<string>();
    for (;;) {
      const input = { QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 };
      const { Messages = [] } = await sqs.send(new ReceiveMessageCommand(input));
      if (Messages.length === 0) return bodies;
      for (const { Body = "" } of Messages) bodies.add(Body);
      const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: `${index}`, ReceiptHandle }));
      await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    }
  };

  it("has every message that it acknowledged", async () => {
    const { child, sqs } = await start();
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: "q" }));
    const sending = untilKilled((MessageBody) => sqs.send(new SendMessageCommand({ QueueUrl, MessageBody })));
    setTimeout(() => child.kill("SIGKILL"), 500);
    const acknowledged = await sending;
    expect(acknowledged.length).toBeGreaterThan(20);

    const again = await start();
    const found = await drain(again.sqs, "q");
    expect(acknowledged.filter((body) => !found.has(body))).toEqual([]);
    await kill(again.child);
  });

  it("delivers every message whose publishing it acknowledged", async () => {
    const { child, sqs, sns } = await start();
    await sqs.send(new CreateQueueCommand({ QueueName: "q", Attributes: { Policy: openPolicy } }));
    const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: "t" }));
    const Endpoint = "arn:aws:sqs:us-east-1:000000000000:q";
    const Attributes = { RawMessageDelivery: "true" };
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint, Attributes }));
    const publishing = untilKilled((Message) => sns.send(new PublishCommand({ TopicArn, Message })));
    setTimeout(() => child.kill("SIGKILL"), 500);
    const acknowledged = await publishing;
    expect(acknowledged.length).toBeGreaterThan(20);

    const again = await start();
    const found = await drain(again.sqs, "q");
    expect(acknowledged.filter((body) => !found.has(body))).toEqual([]);
    await kill(again.child);
  });
});
