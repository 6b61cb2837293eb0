import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CloudProcess, CloudProcesses } from "./processes.ts";
import { cloudProcesses } from "./processes.ts";

const Bucket = "uploads";
const QueueArn = "arn:aws:sqs:us-east-1:000000000000:q";
const openPolicy = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: "sqs:SendMessage", Resource: "*" }],
});

let processes: CloudProcesses;
beforeEach(async () => {
  processes = await cloudProcesses();
});
afterEach(() => processes.end());

const prepare = async ({ s3, sqs }: CloudProcess): Promise<void> => {
  await sqs.createQueue({ QueueName: "q", Attributes: { Policy: openPolicy } });
  await s3.createBucket({ Bucket });
  await s3.putBucketNotificationConfiguration({
    Bucket,
    NotificationConfiguration: { QueueConfigurations: [{ QueueArn, Events: ["s3:ObjectCreated:*"] }] },
  });
};

/** Small ones lie in the index, large ones in files. */
const contentOf = (key: string): Buffer => {
  const seed = createHash("sha256").update(key).digest();
  return Buffer.alloc(seed.readUInt8(0) % 2 === 0 ? 1_000 : 200_000, seed);
};

/** Uploads many at a time until the cloud is gone; answers what was acknowledged. */
const uploadUntilKilled = async ({ s3 }: CloudProcess): Promise<readonly string[]> => {
  const acknowledged: string[] = [];
  const worker = async (_: unknown, name: number) => {
    for (let index = 0; ; index++) {
      const Key = `${name}/${index}`;
      const failed = await s3.putObject({ Bucket, Key, Body: contentOf(Key) }).then(
        () => false,
        () => true,
      );
      if (failed) return;
      acknowledged.push(Key);
    }
  };
  await Promise.all(Array.from({ length: 200 }, worker));
  return acknowledged;
};

/** Keys that the queue was told of, once it stays empty. */
const notified = async ({ sqs }: CloudProcess): Promise<ReadonlySet<string>> => {
  const keys = new Set<string>();
  for (;;) {
    const input = { QueueUrl: "q", MaxNumberOfMessages: 10, WaitTimeSeconds: 1 };
    const { Messages = [] } = await sqs.receiveMessage(input);
    if (Messages.length === 0) return keys;
    for (const { Body = "" } of Messages)
      for (const { s3 } of JSON.parse(Body).Records ?? []) keys.add(s3.object.key);
    const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: `${index}`, ReceiptHandle }));
    await sqs.deleteMessageBatch({ QueueUrl: "q", Entries });
  }
};

const listed = async ({ s3 }: CloudProcess): Promise<readonly string[]> => {
  const keys: string[] = [];
  let StartAfter: string | undefined;
  for (;;) {
    const { Contents = [], IsTruncated } = await s3.listObjectsV2({ Bucket, StartAfter });
    keys.push(...Contents.map(({ Key = "" }) => Key));
    StartAfter = keys.at(-1);
    if (!IsTruncated) return keys;
  }
};

const bodyFiles = async (stateDir: string): Promise<readonly string[]> => {
  const folder = path.join(stateDir, "s3");
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith("index."))
    .map(({ name }) => name);
};

describe("a cloud that is killed in the middle of 200 uploads", () => {
  it("has every object that it acknowledged, whole and notified, and no piece of any other", async () => {
    const first = await processes.start();
    await prepare(first);
    const uploading = uploadUntilKilled(first);
    setTimeout(() => first.child.kill("SIGKILL"), 1_500);
    const acknowledged = await uploading;
    expect(acknowledged.length).toBeGreaterThan(20);

    const again = await processes.start();
    const keys = await listed(again);
    expect(acknowledged.filter((key) => !keys.includes(key))).toEqual([]);
    let files = 0;
    for (const key of keys) {
      const { Body } = await again.s3.getObject({ Bucket, Key: key });
      const bytes = Buffer.from((await Body?.transformToByteArray()) ?? []);
      expect(bytes.equals(contentOf(key)), key).toBe(true);
      if (bytes.length > 100_000) files += 1;
    }
    expect(await bodyFiles(processes.stateDir)).toHaveLength(files);
    const told = await notified(again);
    expect(keys.filter((key) => !told.has(key))).toEqual([]);
    await again.kill();
  });
});

describe("a cloud that is killed while objects are replaced", () => {
  it("has each of them as it was acknowledged last, or as it was about to be", async () => {
    const first = await processes.start();
    await first.s3.createBucket({ Bucket });
    const keys = Array.from({ length: 16 }, (_, index) => `k${index}`);
    const contentAt = (key: string, turn: number) => Buffer.alloc(100_000 + turn * 1_000, `${key}/${turn} `);
    const replaceUntilKilled = async (Key: string): Promise<number> => {
      for (let turn = 0; ; turn += 1) {
        const failed = await first.s3.putObject({ Bucket, Key, Body: contentAt(Key, turn) }).then(
          () => false,
          () => true,
        );
        if (failed) return turn - 1;
      }
    };
    const replacing = Promise.all(keys.map(replaceUntilKilled));
    setTimeout(() => first.child.kill("SIGKILL"), 1_500);
    const acknowledged = await replacing;
    expect(Math.min(...acknowledged)).toBeGreaterThan(2);

    const again = await processes.start();
    for (const [index, Key] of keys.entries()) {
      const last = acknowledged[index] ?? 0;
      const { Body } = await again.s3.getObject({ Bucket, Key });
      const bytes = Buffer.from((await Body?.transformToByteArray()) ?? []);
      const turns = [last, last + 1].filter((turn) => bytes.equals(contentAt(Key, turn)));
      expect(turns, Key).toHaveLength(1);
    }
    await again.kill();
  });
});
