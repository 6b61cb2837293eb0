/** Drives the SQS engine without HTTP, under a clock that the test moves. */
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { createSqsEngine } from "../../../src/engines/sqs/sqs-engine.ts";
import type { ApiCall, Engine, Operation } from "../../../src/gateway/engine.ts";
import type { Principal } from "../../../src/iam/principal.ts";

export interface ReceivedMessage {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly Body: string;
  readonly Attributes?: Readonly<Record<string, string>>;
}

const accountId = "000000000000";
const admin: Principal = { kind: "admin", arn: `arn:aws:iam::${accountId}:root`, accountId };

export const arnOf = (name: string): string => `arn:aws:sqs:us-east-1:${accountId}:${name}`;

export interface SqsDriver {
  /** Folder of `sqs.db`. */
  readonly stateDir: string;
  /** Epoch milliseconds, by the clock that the test moves. */
  now(): number;
  call<Output = Record<string, unknown>>(
    operation: string,
    input: object,
    signal?: AbortSignal,
  ): Promise<Output>;
  /** Messages that can be received now, without waiting. */
  receive(queue: string, options?: object): Promise<readonly ReceivedMessage[]>;
  send(
    queue: string,
    body: string,
    options?: object,
  ): Promise<{ MessageId: string; SequenceNumber?: string }>;
  attribute(queue: string, name: string): Promise<string | undefined>;
  /** Moves the clock. */
  pass(seconds: number): void;
  /** Closes the engine and opens another one over the same files. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export const createSqsDriver = (): SqsDriver => {
  const stateDir = mkdtempSync(path.join(os.tmpdir(), "skein-sqs-"));
  let now = Date.UTC(2026, 0, 1);
  const open = (): Engine =>
    createSqsEngine({
      stateDir,
      region: "us-east-1",
      accountId,
      endpoint: () => "http://127.0.0.1:4566",
      clock: () => now,
    });
  let engine = open();

  const call = async <Output>(operation: string, input: object, signal = new AbortController().signal) => {
    const handler = engine.operations[operation] as Operation<object> | undefined;
    if (!handler) throw new Error(`No operation ${operation}`);
    const apiCall: ApiCall = {
      service: "sqs",
      operation,
      input: {},
      principal: admin,
      region: "us-east-1",
      accountId,
      requestId: "request",
      hangUp: { signal },
    };
    handler.access(input, apiCall);
    return (await handler.handle(input, apiCall)) as Output;
  };

  return {
    stateDir,
    now: () => now,
    call,
    receive: async (queue, options = {}) => {
      const answer = await call<{ Messages?: readonly ReceivedMessage[] }>("ReceiveMessage", {
        QueueUrl: queue,
        MaxNumberOfMessages: 10,
        AttributeNames: ["All"],
        ...options,
      });
      return answer.Messages ?? [];
    },
    send: (queue, body, options = {}) =>
      call("SendMessage", { QueueUrl: queue, MessageBody: body, ...options }),
    attribute: async (queue, name) => {
      const input = { QueueUrl: queue, AttributeNames: [name] };
      const answer = await call<{ Attributes?: Record<string, string> }>("GetQueueAttributes", input);
      return answer.Attributes?.[name];
    },
    pass: (seconds) => {
      now += seconds * 1000;
    },
    restart: async () => {
      await engine.close?.();
      engine = open();
    },
    close: async () => {
      await engine.close?.();
      rmSync(stateDir, { recursive: true, force: true });
    },
  };
};

export const bodiesOf = (messages: readonly ReceivedMessage[]): readonly string[] =>
  messages.map(({ Body }) => Body);
