import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createS3Engine } from "../../../src/engines/s3/s3-engine.ts";
import type { ApiCall, Engine } from "../../../src/gateway/engine.ts";

const accountId = "000000000000";
const region = "us-east-1";
const Bucket = "bucket";

let stateDir: string;
let engine: Engine;
/** The clock fails when it is asked for the time so many times from now. */
let failsIn = Number.POSITIVE_INFINITY;

beforeEach(async () => {
  stateDir = await mkdtemp(path.join(os.tmpdir(), "skein-s3-"));
  engine = createS3Engine({
    stateDir,
    region,
    accountId,
    dispatcher: { call: async <Output>() => ({}) as Output },
    endpoint: () => "http://127.0.0.1:4566",
    clock: () => {
      failsIn -= 1;
      if (failsIn === 0) throw new Error("the clock stands still");
      return Date.now();
    },
  });
});
afterEach(async () => {
  await engine.close?.();
  await rm(stateDir, { recursive: true });
});

const call = async (operation: string, input: Record<string, unknown>) => {
  const about: ApiCall = {
    service: "s3",
    operation,
    input,
    principal: { kind: "admin", arn: `arn:aws:iam::${accountId}:root`, accountId },
    region,
    accountId,
    requestId: "request",
    hangUp: new AbortController(),
  };
  // The wire is where untyped values become the input of an operation.
  return engine.operations[operation]?.handle(input as never, about);
};

it("a write that fails after its object was written is nowhere to be seen", async () => {
  await call("CreateBucket", { Bucket });
  await call("PutBucketNotificationConfiguration", {
    Bucket,
    NotificationConfiguration: {
      QueueConfigurations: [
        { QueueArn: `arn:aws:sqs:${region}:${accountId}:q`, Events: ["s3:ObjectCreated:*"] },
      ],
    },
    SkipDestinationValidation: true,
  });
  const before = await call("PutObject", { Bucket, Key: "k", Body: "before" });
  const ETag = before && "ETag" in before ? before.ETag : undefined;
  // First for the time of the object, then, once that is written, for that of the notification.
  failsIn = 2;
  await expect(call("PutObject", { Bucket, Key: "k", Body: "after" })).rejects.toThrow("stands still");
  expect(await call("HeadObject", { Bucket, Key: "k" })).toMatchObject({ ContentLength: 6, ETag });
  await call("PutObject", { Bucket, Key: "k", Body: "at last" });
  expect(await call("HeadObject", { Bucket, Key: "k" })).toMatchObject({ ContentLength: 7 });
});
