import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import {
  CreateEventSourceMappingCommand,
  CreateFunctionCommand,
  InvokeCommand,
  LambdaClient,
  PutFunctionEventInvokeConfigCommand,
} from "@aws-sdk/client-lambda";
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
} from "@aws-sdk/client-sqs";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { startFunctionHost, type TestFunctionHost } from "../../support/function-host.ts";
import { type FaultyCloud, startFaultyCloud } from "./faulty-cloud.ts";

let cloud: FaultyCloud;
let lambda: LambdaClient;
let host: TestFunctionHost;
const Role = "arn:aws:iam::000000000000:role/worker";
let made = 0;

beforeAll(async () => {
  // Retries of failed events come in milliseconds instead of minutes.
  vi.stubEnv("SKEIN_ASYNC_RETRY_SCALE", "0.0001");
  cloud = await startFaultyCloud();
  host = await startFunctionHost();
  lambda = new LambdaClient(cloud.client);
  const iam = new IAMClient(cloud.client);
  const document = (Statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: [Statement] });
  const trust = { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" };
  await iam.send(new CreateRoleCommand({ RoleName: "worker", AssumeRolePolicyDocument: document(trust) }));
  const allow = { Effect: "Allow", Action: "sqs:*", Resource: "*" };
  await iam.send(
    new PutRolePolicyCommand({ RoleName: "worker", PolicyName: "queues", PolicyDocument: document(allow) }),
  );
});
afterEach(() => cloud.clearFaults());
afterAll(async () => {
  await cloud?.close();
  await host?.close();
  vi.unstubAllEnvs();
});

/** A function that answers "done", and what it was called with. */
const newFunction = async () => {
  const FunctionName = `f${++made}`;
  const events: unknown[] = [];
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName,
      Role,
      Runtime: "nodejs24.x",
      Handler: "index.handler",
      Timeout: 1,
      Code: { ZipFile: Buffer.from("no zip is kept") },
    }),
  );
  host.handlers.set(FunctionName, (event) => {
    events.push(event);
    return "done";
  });
  await cloud.request("PUT", `functions/${FunctionName}/host`, { invokeUrl: host.invokeUrl });
  const invoke = async (InvocationType: "RequestResponse" | "Event") => {
    const answer = await lambda.send(new InvokeCommand({ FunctionName, InvocationType, Payload: '{"n":1}' }));
    return { error: answer.FunctionError, payload: Buffer.from(answer.Payload ?? []).toString() };
  };
  return { name: FunctionName, events, invoke };
};

const newQueue = async (Attributes: Record<string, string> = {}) => {
  const QueueName = `q${++made}`;
  const { QueueUrl } = await cloud.sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
  return { url: QueueUrl, arn: `arn:aws:sqs:us-east-1:000000000000:${QueueName}` };
};

const messagesLeft = async (QueueUrl: string | undefined): Promise<number> => {
  const names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"] as const;
  const { Attributes } = await cloud.sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...names] }),
  );
  return names.reduce((sum, name) => sum + Number(Attributes?.[name]), 0);
};

describe("a synchronous invocation", () => {
  it("can be made to fail as a function fails, before or after it ran", async () => {
    const { name, events, invoke } = await newFunction();
    const error = { code: "TypeError", message: "x is not a function", functionError: true };
    const failure = {
      error: "Unhandled",
      payload: JSON.stringify({ errorType: "TypeError", errorMessage: "x is not a function", trace: [] }),
    };
    await cloud.addFault({ kind: "error", function: name, error, times: 1 });
    expect(await invoke("RequestResponse")).toEqual(failure);
    expect(events).toEqual([]);
    await cloud.addFault({ kind: "error", function: name, error, when: "after", times: 1 });
    expect(await invoke("RequestResponse")).toEqual(failure);
    expect(events).toEqual([{ n: 1 }]);
    expect(await invoke("RequestResponse")).toEqual({ error: undefined, payload: '"done"' });
  });

  it("can run twice", async () => {
    const { name, events, invoke } = await newFunction();
    await cloud.addFault({ kind: "duplicate", function: name });
    expect((await invoke("RequestResponse")).payload).toBe('"done"');
    expect(events).toHaveLength(2);
  });

  it("is one call, not two, for a fault on all calls of Lambda", async () => {
    const { invoke, events } = await newFunction();
    await cloud.addFault({ kind: "duplicate", service: "lambda" });
    await invoke("RequestResponse");
    expect(events).toHaveLength(2);
    expect(await cloud.faults()).toMatchObject([{ matched: 1, injected: 1 }]);
  });
});

describe("a queued event", () => {
  it("is tried again after the function failed, and goes to its destination when that does not help", async () => {
    const { name, events, invoke } = await newFunction();
    const failures = await newQueue();
    await lambda.send(
      new PutFunctionEventInvokeConfigCommand({
        FunctionName: name,
        DestinationConfig: { OnFailure: { Destination: failures.arn } },
      }),
    );
    const fault = {
      id: "thrown",
      kind: "error",
      function: name,
      error: { code: "Oops", functionError: true },
    };
    await cloud.addFault({ ...fault, times: 2 });
    await invoke("Event");
    await expect.poll(() => events).toEqual([{ n: 1 }]);
    expect(await cloud.faults()).toMatchObject([{ matched: 3, injected: 2 }]);

    await cloud.clearFaults();
    await cloud.addFault(fault);
    await invoke("Event");
    const input = { QueueUrl: failures.url, WaitTimeSeconds: 20 };
    const { Messages } = await cloud.sqs.send(new ReceiveMessageCommand(input));
    expect(JSON.parse(Messages?.[0]?.Body ?? "{}")).toMatchObject({
      requestContext: { condition: "RetriesExhausted", approximateInvokeCount: 3 },
      responsePayload: { errorType: "Oops", errorMessage: "Injected by the fault thrown." },
    });
    expect(events).toHaveLength(1);
  });

  it("waits while its function is throttled, and loses nothing", async () => {
    const { name, events, invoke } = await newFunction();
    await cloud.addFault({ kind: "throttle", function: name, times: 3 });
    await invoke("Event");
    await expect.poll(() => events, { timeout: 5_000 }).toEqual([{ n: 1 }]);
    expect(await cloud.faults()).toMatchObject([{ matched: 4, injected: 3 }]);
  });

  it("can be queued twice, or run twice", async () => {
    const queued = await newFunction();
    await cloud.addFault({
      kind: "duplicate",
      principal: "arn:aws:iam::000000000000:root",
      service: "lambda",
    });
    await queued.invoke("Event");
    await expect.poll(() => queued.events).toHaveLength(2);
    expect(await cloud.faults()).toMatchObject([{ matched: 1 }]);
    await cloud.clearFaults();
    const run = await newFunction();
    await cloud.addFault({ kind: "duplicate", function: run.name });
    await run.invoke("Event");
    await expect.poll(() => run.events).toHaveLength(2);
    expect(await cloud.faults()).toMatchObject([{ matched: 1 }]);
  });
});

describe("a queue's function", () => {
  const mapped = async (attributes: Record<string, string> = {}) => {
    const [{ name, events }, queue] = [await newFunction(), await newQueue(attributes)];
    await lambda.send(
      new CreateEventSourceMappingCommand({ FunctionName: name, EventSourceArn: queue.arn, BatchSize: 1 }),
    );
    const send = (MessageBody: string) =>
      cloud.sqs.send(new SendMessageCommand({ QueueUrl: queue.url, MessageBody }));
    return { name, queue, send, bodies: () => events.flatMap(bodiesOf) };
  };
  const bodiesOf = (event: unknown): string[] =>
    (event as { Records: readonly { body: string }[] }).Records.map(({ body }) => body);

  it("runs twice on a batch, which is in the journal", async () => {
    const { name, queue, send, bodies } = await mapped();
    await cloud.addFault({ id: "again", kind: "duplicate", function: name });
    await send("one");
    await expect.poll(bodies).toEqual(["one", "one"]);
    await expect.poll(() => messagesLeft(queue.url)).toBe(0);
    expect(await cloud.faultyCalls()).toContainEqual(
      expect.objectContaining({
        fault: "again",
        principal: "lambda.amazonaws.com",
        service: "lambda",
        operation: "Invoke",
        resource: `arn:aws:lambda:us-east-1:000000000000:function:${name}`,
        status: 200,
      }),
    );
  });

  it("gets a message once more when the queue gives it twice", async () => {
    const { queue, send, bodies } = await mapped();
    await cloud.addFault({
      kind: "duplicate",
      service: "sqs",
      operation: "ReceiveMessage",
      resource: queue.arn,
      times: 1,
    });
    await send("one");
    await expect.poll(bodies).toEqual(["one", "one"]);
    await expect.poll(() => messagesLeft(queue.url)).toBe(0);
  });

  it("gets the message again when its run is reported as failed though it ran", async () => {
    const { name, queue, send, bodies } = await mapped({ VisibilityTimeout: "2" });
    const error = { code: "Error", functionError: true };
    await cloud.addFault({ kind: "error", function: name, error, when: "after", times: 1 });
    await send("one");
    await expect.poll(bodies, { timeout: 10_000 }).toEqual(["one", "one"]);
    await expect.poll(() => messagesLeft(queue.url)).toBe(0);
  });

  it("gets the message again when the deletion is lost on its way there", async () => {
    const { queue, send, bodies } = await mapped({ VisibilityTimeout: "2" });
    await cloud.addFault({
      kind: "error",
      service: "sqs",
      operation: "DeleteMessage*",
      resource: queue.arn,
      principal: Role,
      times: 4,
    });
    await send("one");
    await expect.poll(bodies, { timeout: 10_000 }).toEqual(["one", "one"]);
    await expect.poll(() => messagesLeft(queue.url)).toBe(0);
  });

  it("is served in the end by a poller that is throttled", async () => {
    const { queue, send, bodies } = await mapped();
    await cloud.addFault({
      kind: "throttle",
      service: "sqs",
      operation: "ReceiveMessage",
      resource: queue.arn,
      times: 3,
    });
    await send("one");
    await send("two");
    await send("three");
    await expect.poll(() => bodies().toSorted(), { timeout: 10_000 }).toEqual(["one", "three", "two"]);
  });
});
