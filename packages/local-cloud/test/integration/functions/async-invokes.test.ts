import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import {
  InvokeCommand,
  PutFunctionConcurrencyCommand,
  PutFunctionEventInvokeConfigCommand,
} from "@aws-sdk/client-lambda";
import { ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../../support/eventually.ts";
import { type LambdaCloud, startLambdaCloud } from "../../support/lambda-cloud.ts";

const settings = { asyncRetryDelaysMs: [20, 40] as const, maximumBackoffMs: 50 };

let cloud: LambdaCloud;

beforeAll(async () => {
  cloud = await startLambdaCloud({ settings });
});
afterAll(() => cloud.close());

const submit = (target: LambdaCloud, FunctionName: string, event: unknown) =>
  target.lambda.send(
    new InvokeCommand({ FunctionName, InvocationType: "Event", Payload: Buffer.from(JSON.stringify(event)) }),
  );

const configure = (FunctionName: string, more: object) =>
  cloud.lambda.send(new PutFunctionEventInvokeConfigCommand({ FunctionName, ...more }));

const nextMessage = async (QueueUrl: string) => {
  const { Messages } = await cloud.sqs.send(
    new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5, MessageAttributeNames: ["All"] }),
  );
  return Messages?.[0];
};

describe("an event", () => {
  it("is accepted at once and reaches the function", async () => {
    const events: unknown[] = [];
    await cloud.addFunction("accepting", (event: unknown) => void events.push(event));
    const answer = await submit(cloud, "accepting", { n: 1 });
    expect(answer.StatusCode).toBe(202);
    await eventually(() => expect(events).toEqual([{ n: 1 }]));
  });

  it("is tried three times, and a function that throws harms nothing", async () => {
    let tries = 0;
    await cloud.addFunction("throwing", () => {
      tries++;
      throw new Error("always");
    });
    const dead = await cloud.addQueue("throwing-failures");
    await configure("throwing", { DestinationConfig: { OnFailure: { Destination: dead.arn } } });
    await submit(cloud, "throwing", { n: 2 });
    const message = await nextMessage(dead.url);
    expect(tries).toBe(3);
    expect(JSON.parse(message?.Body ?? "")).toEqual({
      version: "1.0",
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      requestContext: {
        requestId: expect.any(String),
        functionArn: "arn:aws:lambda:us-east-1:000000000000:function:throwing:$LATEST",
        condition: "RetriesExhausted",
        approximateInvokeCount: 3,
      },
      requestPayload: { n: 2 },
      responseContext: { statusCode: 200, executedVersion: "$LATEST", functionError: "Unhandled" },
      responsePayload: { errorMessage: "always", errorType: "Error", trace: [] },
    });
  });

  it("is not retried when the configuration says so", async () => {
    let tries = 0;
    await cloud.addFunction("once", () => {
      tries++;
      throw new Error("once");
    });
    const dead = await cloud.addQueue("once-failures");
    await configure("once", {
      MaximumRetryAttempts: 0,
      DestinationConfig: { OnFailure: { Destination: dead.arn } },
    });
    await submit(cloud, "once", {});
    expect(JSON.parse((await nextMessage(dead.url))?.Body ?? "").requestContext.approximateInvokeCount).toBe(
      1,
    );
    expect(tries).toBe(1);
  });

  it("tells the destination of success what the function answered", async () => {
    await cloud.addFunction("glad", () => ({ fine: true }));
    const { url, arn } = await cloud.addQueue("glad-successes");
    await configure("glad", { DestinationConfig: { OnSuccess: { Destination: arn } } });
    await submit(cloud, "glad", { n: 3 });
    expect(JSON.parse((await nextMessage(url))?.Body ?? "")).toMatchObject({
      requestContext: { condition: "Success", approximateInvokeCount: 1 },
      requestPayload: { n: 3 },
      responsePayload: { fine: true },
    });
  });

  it("can be handed on to another function", async () => {
    const records: unknown[] = [];
    await cloud.addFunction("receiver", (event: unknown) => void records.push(event));
    const arn = "arn:aws:lambda:us-east-1:000000000000:function:receiver";
    await cloud.addFunction("sender", () => "sent");
    await configure("sender", { DestinationConfig: { OnSuccess: { Destination: arn } } });
    await submit(cloud, "sender", {});
    await eventually(() => expect(records).toEqual([expect.objectContaining({ responsePayload: "sent" })]));
  });

  it("goes to the function's dead-letter queue as it was, with the error in the attributes", async () => {
    const dead = await cloud.addQueue("letters");
    await cloud.addFunction(
      "lettered",
      () => {
        throw new Error("unreadable");
      },
      { DeadLetterConfig: { TargetArn: dead.arn } },
    );
    await submit(cloud, "lettered", { n: 4 });
    const message = await nextMessage(dead.url);
    expect(JSON.parse(message?.Body ?? "")).toEqual({ n: 4 });
    expect(message?.MessageAttributes).toMatchObject({
      RequestID: { StringValue: expect.any(String) },
      ErrorCode: { DataType: "Number", StringValue: "200" },
      ErrorMessage: { StringValue: "unreadable" },
    });
  });
});

it("runs at most ten events of a function at once", async () => {
  let running = 0;
  let most = 0;
  let done = 0;
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  await cloud.addFunction("crowded", async () => {
    running++;
    most = Math.max(most, running);
    await gate;
    running--;
    done++;
  });
  for (let n = 0; n < 15; n++) await submit(cloud, "crowded", { n });
  await eventually(() => expect(running).toBe(10));
  open();
  await eventually(() => expect(done).toBe(15));
  expect(most).toBe(10);
});

describe("an event whose function cannot run", () => {
  const reserve = (FunctionName: string, ReservedConcurrentExecutions: number) =>
    cloud.lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions }));

  it("waits for a host", async () => {
    const events: unknown[] = [];
    await cloud.addFunction("awaited");
    await submit(cloud, "awaited", { n: 5 });
    cloud.host.handlers.set("awaited", (event: unknown) => void events.push(event));
    await cloud.announce("awaited");
    await eventually(() => expect(events).toEqual([{ n: 5 }]));
  });

  it("waits out throttling without using an attempt", async () => {
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    let tries = 0;
    await cloud.addFunction("held", () => {
      tries++;
      return gate;
    });
    await reserve("held", 1);
    const { url, arn } = await cloud.addQueue("held-successes");
    await configure("held", { DestinationConfig: { OnSuccess: { Destination: arn } } });
    await submit(cloud, "held", { n: 1 });
    await submit(cloud, "held", { n: 2 });
    await eventually(() => expect(tries).toBe(1));
    open();
    for (let n = 0; n < 2; n++)
      expect(JSON.parse((await nextMessage(url))?.Body ?? "").requestContext.approximateInvokeCount).toBe(1);
    expect(tries).toBe(2);
  });

  it("goes to the destination of failure at once when its function is switched off", async () => {
    let tries = 0;
    await cloud.addFunction("off", () => void tries++);
    const { url, arn } = await cloud.addQueue("off-failures");
    await configure("off", { DestinationConfig: { OnFailure: { Destination: arn } } });
    await reserve("off", 0);
    await submit(cloud, "off", { n: 7 });
    expect(JSON.parse((await nextMessage(url))?.Body ?? "")).toMatchObject({
      requestContext: { condition: "ZeroReservedConcurrency", approximateInvokeCount: 0 },
      requestPayload: { n: 7 },
    });
    expect(tries).toBe(0);
  });
});

it("survives a restart of the cloud", async () => {
  const stateDir = await mkdtemp(path.join(os.tmpdir(), "skein-async-"));
  const first = await startLambdaCloud({ settings, stateDir });
  await first.addFunction("lasting");
  await submit(first, "lasting", { n: 6 });
  await first.close();

  const second = await startLambdaCloud({ settings, stateDir });
  const events: unknown[] = [];
  second.host.handlers.set("lasting", (event: unknown) => void events.push(event));
  await second.announce("lasting");
  await eventually(() => expect(events).toEqual([{ n: 6 }]));
  await second.close();
  await rm(stateDir, { recursive: true });
});
