import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { asyncInvokeSchema, createAsyncInvokeStore } from "../../../src/functions/async-invoke-store.ts";
import { type AsyncInvokes, createAsyncInvokes } from "../../../src/functions/async-invokes.ts";
import { createFunctionHosts } from "../../../src/functions/function-hosts.ts";
import type { EventInvokeConfig, FunctionRecord } from "../../../src/functions/function-record.ts";
import type { FunctionStore } from "../../../src/functions/function-store.ts";
import { tooManyRequests } from "../../../src/functions/invoke-errors.ts";
import type { InvocationResult } from "../../../src/functions/invoker.ts";
import { functionSettingsOf } from "../../../src/functions/settings.ts";
import { AwsError } from "../../../src/gateway/errors.ts";

const failed = (requestId: string): InvocationResult => ({
  requestId,
  payload: Buffer.from(JSON.stringify({ errorMessage: "no" })),
  functionError: "Unhandled",
});

const destination = "arn:aws:sqs:us-east-1:000000000000:failed";

const start = (
  invoke: (requestId: string) => InvocationResult,
  config: Partial<EventInvokeConfig> = {},
  send: () => object = () => ({}),
  time: { now?: () => number; asyncRetryDelaysMs?: [number, number] } = {},
) => {
  const { now = Date.now, ...settings } = time;
  const database = new DatabaseSync(":memory:");
  database.exec(asyncInvokeSchema);
  const record = {
    configuration: { FunctionName: "f", FunctionArn: "arn:f", Role: "arn:aws:iam::000000000000:role/r" },
    eventInvokeConfig: {
      LastModified: 0,
      DestinationConfig: { OnFailure: { Destination: destination } },
      ...config,
    },
  } as FunctionRecord;
  const runs: number[] = [];
  const sent: {
    at: number;
    body: { requestContext: { condition: string; approximateInvokeCount: number } };
  }[] = [];
  const startedAt = Date.now();
  const hosts = createFunctionHosts();
  hosts.announce("f", { invokeUrl: "http://127.0.0.1:1" });
  const store = createAsyncInvokeStore(database);
  const invokes: AsyncInvokes = createAsyncInvokes({
    store,
    hosts,
    functions: { get: (name) => (name === "f" ? record : undefined) } as FunctionStore,
    invoker: {
      invoke: async ({ requestId }) => {
        runs.push(Date.now() - startedAt);
        return invoke(requestId);
      },
      close: () => undefined,
    },
    dispatcher: {
      call: async <Output>(_service: string, _operation: string, input: object) => {
        const answer = send();
        if ("MessageBody" in input)
          sent.push({ at: Date.now() - startedAt, body: JSON.parse(String(input.MessageBody)) });
        return answer as Output;
      },
    },
    settings: functionSettingsOf({}, settings),
    now,
  });
  invokes.start();
  invokes.submit({ requestId: "r1", functionName: "f", payload: Buffer.from("{}") });
  return { runs, sent, store };
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("an event whose function fails", () => {
  it("is tried again after one minute and two more, as on AWS", async () => {
    const { runs, sent, store } = start(failed);
    await vi.advanceTimersByTimeAsync(10 * 60_000);
    expect(runs).toEqual([0, 60_000, 180_000]);
    expect(sent.map(({ body }) => body.requestContext)).toMatchObject([
      { condition: "RetriesExhausted", approximateInvokeCount: 3 },
    ]);
    expect(store.functionsWaiting()).toEqual([]);
  });

  it("is not tried when it would be too old by then", async () => {
    const { runs, sent } = start(failed, { MaximumEventAgeInSeconds: 90 });
    await vi.advanceTimersByTimeAsync(10 * 60_000);
    expect(runs).toEqual([0, 60_000]);
    expect(sent).toMatchObject([{ at: 60_000, body: { requestContext: { condition: "EventAgeExceeded" } } }]);
  });
});

it("gives up an event that is throttled for longer than it may live", async () => {
  const { sent, runs } = start(
    () => {
      throw tooManyRequests();
    },
    { MaximumEventAgeInSeconds: 60 },
  );
  await vi.advanceTimersByTimeAsync(5 * 60_000);
  expect(sent).toMatchObject([
    { body: { requestContext: { condition: "EventAgeExceeded", approximateInvokeCount: 0 } } },
  ]);
  // Pauses grow: a throttled event must not keep the laptop busy.
  expect(runs.length).toBeLessThan(20);
});

it("sends the record again when the destination refuses, without running the function again", async () => {
  let refusals = 2;
  const { sent, runs, store } = start(failed, { MaximumRetryAttempts: 0 }, () => {
    if (refusals-- > 0) throw new AwsError("AccessDenied", "not yet");
    return {};
  });
  await vi.advanceTimersByTimeAsync(5 * 60_000);
  expect(runs).toEqual([0]);
  expect(sent).toHaveLength(1);
  expect(store.functionsWaiting()).toEqual([]);
});

it("does not forget an event that falls due while the queue is looked at", async () => {
  // On a clock that moves at every look, a retry after 2 ms is due exactly when the next due event is asked for.
  let looks = 0;
  const { runs } = start(failed, {}, () => ({}), { now: () => looks++, asyncRetryDelaysMs: [2, 2] });
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  expect(runs).toHaveLength(3);
});
