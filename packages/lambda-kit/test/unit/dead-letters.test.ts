import { SQSClient } from "@aws-sdk/client-sqs";
import { describe, expect, it } from "vitest";
import { type DeadLetter, deadLetterQueue } from "../../src/consumer/dead-letters.ts";

const letter: DeadLetter = { body: "{}", attributes: {}, groupId: "g", key: ["m-1", "1795344180000"] };
const text = (StringValue: string) => ({ DataType: "String", StringValue });

/** What would be sent, before anything is signed or sent. */
const sent = async (
  change: Partial<DeadLetter>,
  reason: string,
  queueUrl = "https://sqs.example/1/failed",
) => {
  const client = new SQSClient({
    region: "us-east-1",
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
  });
  const inputs: Record<string, unknown>[] = [];
  client.middlewareStack.add(
    () => async (command) => {
      inputs.push({ ...command.input });
      return { response: {}, output: { $metadata: {} } };
    },
    { step: "initialize", priority: "high" },
  );
  await deadLetterQueue(
    () => queueUrl,
    () => client,
  ).bury({ ...letter, ...change }, reason);
  return inputs[0] ?? {};
};

describe("a dead letter", () => {
  it("keeps its body and attributes, and gains the reason", async () => {
    const input = await sent({ body: "{", attributes: { type: text("t") } }, "it is broken");
    expect(input).toEqual({
      QueueUrl: "https://sqs.example/1/failed",
      MessageBody: "{",
      MessageAttributes: { type: text("t"), failureReason: text("it is broken") },
    });
  });

  it("has the reason of today, not of the day when it came here first", async () => {
    const { MessageAttributes } = await sent({ attributes: { failureReason: text("old") } }, "new");
    expect(MessageAttributes).toEqual({ failureReason: text("new") });
  });

  it("has at most the ten attributes that SQS allows, the reason among them", async () => {
    const attributes = Object.fromEntries(Array.from({ length: 10 }, (_, n) => [`a${n}`, text("x")]));
    const { MessageAttributes } = await sent({ attributes }, "why");
    expect(Object.keys(MessageAttributes ?? {})).toHaveLength(10);
    expect(MessageAttributes).toHaveProperty("failureReason");
  });

  it.each([
    ["two\nlines\u0000", "two lines"],
    ["", "unknown"],
    ["\ud800", "\ufffd"],
    ["x".repeat(5_000), "x".repeat(1_000)],
    [`${"x".repeat(999)}😀`, `${"x".repeat(999)}\ufffd`],
  ])("has a reason that SQS takes: %j", async (reason, expected) => {
    const { MessageAttributes } = await sent({}, reason);
    expect(MessageAttributes).toEqual({ failureReason: text(expected) });
  });

  it("stays in its group, and is one message however often it is sent, in a FIFO queue", async () => {
    const url = "https://sqs.example/1/failed.fifo";
    const first = await sent({}, "why", url);
    expect(first).toMatchObject({
      MessageGroupId: "g",
      MessageDeduplicationId: expect.stringMatching(/^\w{64}$/),
    });
    expect((await sent({}, "why", url)).MessageDeduplicationId).toBe(first.MessageDeduplicationId);
    const later = await sent({ key: ["m-1", "1795344999999"] }, "why", url);
    expect(later.MessageDeduplicationId).not.toBe(first.MessageDeduplicationId);
  });
});
