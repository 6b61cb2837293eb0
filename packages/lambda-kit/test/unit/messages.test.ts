import { describe, expect, it } from "vitest";
import { messages } from "../../src/messages.ts";
import { batchOf, invocation, memoryDeadLetters, message, said } from "../builders/events.ts";
import { memoryIdempotency } from "../builders/idempotency.ts";
import { capturedLogs } from "../builders/quiet.ts";

capturedLogs();

/** A message of any JSON. */
const told = (body: unknown, messageId: string, receiveCount = 1) => {
  const record = message(said("x"));
  return {
    ...record,
    messageId,
    body: typeof body === "string" ? body : JSON.stringify(body),
    attributes: { ...record.attributes, ApproximateReceiveCount: String(receiveCount) },
  };
};

const wordIn = (json: unknown): string | undefined => {
  if (typeof json !== "object" || json === null || !("word" in json)) return undefined;
  if (typeof json.word !== "string") throw new TypeError("word must be a text");
  return json.word;
};

const consumer = (work: (word: string) => void = () => {}) => {
  const done: string[] = [];
  const deadLetters = memoryDeadLetters();
  const handler = messages(
    wordIn,
    async (word) => {
      work(word);
      done.push(word);
    },
    { idempotency: memoryIdempotency(), deadLetters, maxReceiveCount: 5 },
  );
  return { handler, done, buried: deadLetters.buried };
};

const failed = (...ids: string[]) => ({
  batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })),
});

describe("a message that is no event", () => {
  it("reaches the handler as it was read, once by its id", async () => {
    const { handler, done } = consumer();
    const batch = batchOf(told({ word: "a" }, "1"), told({ word: "b" }, "2"));
    expect(await handler(batch, invocation())).toEqual(failed());
    expect(await handler(batch, invocation())).toEqual(failed());
    expect(done).toEqual(["a", "b"]);
  });

  it("is passed over when it is not the reader's business", async () => {
    const { handler, done, buried } = consumer();
    expect(await handler(batchOf(told({ other: 1 }, "1"), told("null", "2")), invocation())).toEqual(
      failed(),
    );
    expect([done, buried]).toEqual([[], []]);
  });

  it("goes to the dead-letter queue when it cannot be read", async () => {
    const { handler, buried } = consumer();
    const batch = batchOf(told("no JSON", "1"), told({ word: 7 }, "2"));
    expect(await handler(batch, invocation())).toEqual(failed());
    expect(buried.map(({ reason }) => reason)).toEqual([
      expect.stringContaining("cannot be read"),
      expect.stringContaining("word must be a text"),
    ]);
  });

  it("comes again when it fails, and is buried when that was its last attempt", async () => {
    const { handler, done, buried } = consumer((word) => {
      if (word === "bad") throw new Error("cannot do bad");
    });
    const bad = (receiveCount: number) => told({ word: "bad" }, "1", receiveCount);
    expect(await handler(batchOf(bad(4), told({ word: "good" }, "2")), invocation())).toEqual(failed("1"));
    expect(await handler(batchOf(bad(5)), invocation())).toEqual(failed());
    expect(done).toEqual(["good"]);
    expect(buried).toMatchObject([{ reason: "Error: cannot do bad" }]);
  });
});
