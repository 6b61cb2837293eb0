import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import {
  CreateEventSourceMappingCommand,
  DeleteEventSourceMappingCommand,
  GetEventSourceMappingCommand,
  PutFunctionConcurrencyCommand,
  UpdateEventSourceMappingCommand,
} from "@aws-sdk/client-lambda";
import { GetQueueAttributesCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterEach, expect, it } from "vitest";
import type { QueueRecord } from "../../../src/functions/mappings/queue-event.ts";
import { eventually } from "../../support/eventually.ts";
import { startFunctionHost } from "../../support/function-host.ts";
import { type LambdaCloud, startLambdaCloud } from "../../support/lambda-cloud.ts";

interface QueueEvent {
  readonly Records: readonly QueueRecord[];
}

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

const start = async (options: Parameters<typeof startLambdaCloud>[0] = {}): Promise<LambdaCloud> => {
  const cloud = await startLambdaCloud(options);
  open.push(cloud);
  return cloud;
};

const map = async (cloud: LambdaCloud, FunctionName: string, EventSourceArn: string, more: object = {}) => {
  const { UUID } = await cloud.lambda.send(
    new CreateEventSourceMappingCommand({ FunctionName, EventSourceArn, ...more }),
  );
  return UUID;
};

const view = (cloud: LambdaCloud, UUID: string | undefined) =>
  cloud.lambda.send(new GetEventSourceMappingCommand({ UUID }));

const send = (cloud: LambdaCloud, QueueUrl: string, MessageBody: string) =>
  cloud.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));

const depthOf = async (cloud: LambdaCloud, QueueUrl: string) => {
  const { Attributes } = await new SQSClient(cloud.client).send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] }),
  );
  return [Attributes?.ApproximateNumberOfMessages, Attributes?.ApproximateNumberOfMessagesNotVisible].map(
    Number,
  );
};

/** A handler that notes bodies and receive counts. */
const noting = () => {
  const seen: string[] = [];
  const counts: string[] = [];
  const handler = ({ Records }: QueueEvent): void => {
    for (const { body, attributes } of Records) {
      seen.push(body);
      counts.push(attributes.ApproximateReceiveCount ?? "");
    }
  };
  return { seen, counts, handler };
};

it("waits for a function without a host, and costs its messages no receive", async () => {
  const cloud = await start();
  const { seen, counts, handler } = noting();
  await cloud.addFunction("late");
  const { url, arn } = await cloud.addQueue("late");
  const UUID = await map(cloud, "late", arn);
  await eventually(async () => expect((await view(cloud, UUID)).State).toBe("Enabled"));
  await send(cloud, url, "early");
  expect(await depthOf(cloud, url)).toEqual([1, 0]);
  cloud.host.handlers.set("late", handler);
  await cloud.announce("late");
  await eventually(() => expect(seen).toEqual(["early"]));
  expect(counts).toEqual(["1"]);
});

it("keeps a batch in hand while the host restarts on its port, and goes on when it is back", async () => {
  // Whoever waits for a host is told of it: with this pause, trying again would take too long.
  const cloud = await start({ settings: { backoffMs: 60_000 } });
  const { seen, counts, handler } = noting();
  const first = await startFunctionHost({ restarted: handler });
  await cloud.addFunction("restarted");
  await cloud.announce("restarted", first.invokeUrl);
  const { url, arn } = await cloud.addQueue("restarted");
  await map(cloud, "restarted", arn);
  await send(cloud, url, "one");
  await eventually(() => expect(seen).toEqual(["one"]));
  await first.close();
  await send(cloud, url, "two");
  await eventually(async () => expect(await depthOf(cloud, url)).toEqual([0, 1]));
  open.push(await startFunctionHost({ restarted: handler }, Number(new URL(first.invokeUrl).port)));
  await eventually(() => expect(seen).toEqual(["one", "two"]));
  expect(counts).toEqual(["1", "1"]);
});

it("delivers again what a host had in hand when it was killed", async () => {
  const cloud = await start();
  const { seen, handler } = noting();
  const { promise: reached, resolve: reach } = Promise.withResolvers<void>();
  const doomed = await startFunctionHost({
    killed: () => {
      reach();
      return new Promise(() => undefined);
    },
  });
  await cloud.addFunction("killed", undefined, { Timeout: 1 });
  await cloud.announce("killed", doomed.invokeUrl);
  const { url, arn } = await cloud.addQueue("killed", { VisibilityTimeout: "1" });
  await map(cloud, "killed", arn);
  await send(cloud, url, "survivor");
  await reached;
  await doomed.close();
  cloud.host.handlers.set("killed", handler);
  await cloud.announce("killed");
  await eventually(() => expect(seen).toEqual(["survivor"]));
  await eventually(async () => expect(await depthOf(cloud, url)).toEqual([0, 0]));
});

it("shows a missing permission, acknowledges nothing, and goes on when it is granted", async () => {
  const cloud = await start();
  const { seen, handler } = noting();
  const allow = (...Action: string[]) => ({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow" as const, Action, Resource: "*" }],
  });
  cloud.setRolePolicies([allow("sqs:DeleteMessage")]);
  await cloud.addFunction("poor", handler);
  const { url, arn } = await cloud.addQueue("poor");
  const UUID = await map(cloud, "poor", arn);
  await send(cloud, url, "x");
  await eventually(async () =>
    expect((await view(cloud, UUID)).LastProcessingResult).toMatch(
      /^PROBLEM: .*assumed-role\/function-role\/poor is not authorized to perform: sqs:receivemessage on resource: .*:poor/i,
    ),
  );
  expect(await depthOf(cloud, url)).toEqual([1, 0]);
  cloud.setRolePolicies([allow("sqs:ReceiveMessage", "sqs:DeleteMessage")]);
  await eventually(() => expect(seen).toEqual(["x"]));
  await eventually(async () => expect(await depthOf(cloud, url)).toEqual([0, 0]));
});

it("retries a throttled batch without another receive", async () => {
  const cloud = await start();
  const { seen, counts, handler } = noting();
  await cloud.addFunction("throttled", handler);
  const reserve = (ReservedConcurrentExecutions: number) =>
    cloud.lambda.send(
      new PutFunctionConcurrencyCommand({ FunctionName: "throttled", ReservedConcurrentExecutions }),
    );
  await reserve(0);
  const { url, arn } = await cloud.addQueue("throttled");
  const UUID = await map(cloud, "throttled", arn);
  await send(cloud, url, "x");
  await eventually(async () =>
    expect((await view(cloud, UUID)).LastProcessingResult).toBe("PROBLEM: Rate Exceeded."),
  );
  await reserve(1);
  await eventually(() => expect(seen).toEqual(["x"]));
  expect(counts).toEqual(["1"]);
});

it("receives nothing while it is disabled", async () => {
  const cloud = await start();
  const { seen, handler } = noting();
  await cloud.addFunction("paused", handler);
  const { url, arn } = await cloud.addQueue("paused");
  const UUID = await map(cloud, "paused", arn);
  await send(cloud, url, "one");
  await eventually(() => expect(seen).toEqual(["one"]));
  const enable = (Enabled: boolean) =>
    cloud.lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled }));
  await enable(false);
  await eventually(async () => expect((await view(cloud, UUID)).State).toBe("Disabled"));
  await send(cloud, url, "two");
  expect(await depthOf(cloud, url)).toEqual([1, 0]);
  await enable(true);
  await eventually(() => expect(seen).toEqual(["one", "two"]));
});

it("finishes the batch in hand before it is deleted", async () => {
  const cloud = await start();
  const { promise: reached, resolve: reach } = Promise.withResolvers<void>();
  const { promise: allowed, resolve: allow } = Promise.withResolvers<void>();
  await cloud.addFunction("ending", async () => {
    reach();
    await allowed;
  });
  const { url, arn } = await cloud.addQueue("ending");
  const UUID = await map(cloud, "ending", arn);
  await send(cloud, url, "x");
  await reached;
  await cloud.lambda.send(new DeleteEventSourceMappingCommand({ UUID }));
  expect((await view(cloud, UUID)).State).toBe("Deleting");
  expect(await depthOf(cloud, url)).toEqual([0, 1]);
  allow();
  await eventually(() => expect(view(cloud, UUID)).rejects.toThrow());
  expect(await depthOf(cloud, url)).toEqual([0, 0]);
});

it("goes on after a restart of the cloud, with what was not acknowledged", async () => {
  const stateDir = await mkdtemp(path.join(os.tmpdir(), "skein-lambda-"));
  const first = await startLambdaCloud({ stateDir });
  const { promise: reached, resolve: reach } = Promise.withResolvers<void>();
  await first.addFunction(
    "durable",
    () => {
      reach();
      return new Promise(() => undefined);
    },
    { Timeout: 1 },
  );
  const { url, arn } = await first.addQueue("durable", { VisibilityTimeout: "1" });
  const UUID = await map(first, "durable", arn);
  await send(first, url, "unfinished");
  await reached;
  await first.close();

  const second = await start({ stateDir });
  const { seen, handler } = noting();
  expect((await view(second, UUID)).State).toBe("Enabled");
  second.host.handlers.set("durable", handler);
  await second.announce("durable");
  await eventually(() => expect(seen).toEqual(["unfinished"]));
  await rm(stateDir, { recursive: true });
});
