import type { DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import type { Change } from "../../src/change.ts";
import { stream } from "../../src/stream.ts";
import { invocation, memoryDeadLetters } from "../builders/events.ts";
import { memoryIdempotency } from "../builders/idempotency.ts";
import { capturedLogs } from "../builders/quiet.ts";
import recorded from "../fixtures/stream-records.json" with { type: "json" };

const logs = capturedLogs();
const thing = z.object({ id: z.string(), title: z.string() });
type Thing = z.infer<typeof thing>;

const records = (): DynamoDBStreamEvent => structuredClone(recorded) as DynamoDBStreamEvent;

const inserted = (id: string, sequenceNumber: number, title: string | null = id): DynamoDBRecord => ({
  eventID: `e-${sequenceNumber}`,
  eventName: "INSERT",
  dynamodb: {
    Keys: { id: { S: id } },
    NewImage: { id: { S: id }, ...(title !== null && { title: { S: title } }) },
    SequenceNumber: String(sequenceNumber),
  },
});

const consumer = (work: (change: Change<Thing>) => void = () => {}) => {
  const seen: string[] = [];
  const deadLetters = memoryDeadLetters();
  const handler = stream(
    (item) => (item.kind === "other" ? undefined : thing.parse(item)),
    async (change) => {
      work(change);
      const { title } = change.kind === "removed" ? change.before : change.after;
      seen.push(`${change.kind} ${title}`);
    },
    { idempotency: memoryIdempotency(), deadLetters },
  );
  return { handler, seen, buried: deadLetters.buried };
};

const failedAt = (...numbers: number[]) => ({
  batchItemFailures: numbers.map((number) => ({ itemIdentifier: String(number) })),
});

describe("the changes of a table", () => {
  it("reach the handler in the service's own terms, with the trace of their request", async () => {
    const { handler, seen } = consumer();
    expect(await handler(records(), invocation())).toEqual(failedAt());
    expect(seen).toEqual([
      "inserted water the plants",
      "modified water all plants",
      "removed water all plants",
    ]);
    expect(logs()).toContainEqual(
      expect.objectContaining({ change: "inserted", traceId: "6921a3b40a1b2c3d4e5f60718293a4b5" }),
    );
  });

  it("that are delivered again are passed over", async () => {
    const { handler, seen } = consumer();
    await handler(records(), invocation());
    await handler(records(), invocation());
    expect(seen).toHaveLength(3);
  });

  it("that are not the reader's business are left alone", async () => {
    const { handler, seen } = consumer();
    const other = inserted("a", 1);
    if (other.dynamodb?.NewImage) other.dynamodb.NewImage.kind = { S: "other" };
    expect(await handler({ Records: [other] }, invocation())).toEqual(failedAt());
    expect(seen).toEqual([]);
  });

  it("of one item wait for the one that failed, those of others do not, and none is done twice", async () => {
    let failing = true;
    const { handler, seen } = consumer((change) => {
      if (failing && change.kind === "inserted" && change.after.title === "a") throw new Error("not yet");
    });
    const event = {
      Records: [inserted("a", 1), inserted("b", 2), inserted("a", 3, "a again"), inserted("c", 4)],
    };
    const { batchItemFailures } = await handler(event, invocation());
    expect(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier).toSorted()).toEqual(["1", "3"]);
    expect(seen).toEqual(["inserted b", "inserted c"]);
    failing = false;
    expect(await handler(event, invocation())).toEqual(failedAt());
    expect(seen).toEqual(["inserted b", "inserted c", "inserted a", "inserted a again"]);
  });

  it("that cannot be read go to the dead-letter queue, by their place and without their content", async () => {
    const { handler, seen, buried } = consumer();
    const unreadable = inserted("a", 1, null);
    if (unreadable.dynamodb?.NewImage) unreadable.dynamodb.NewImage.secret = { S: "of a person" };
    expect(await handler({ Records: [unreadable, inserted("b", 2)] }, invocation())).toEqual(failedAt());
    expect(seen).toEqual(["inserted b"]);
    expect(buried).toMatchObject([{ reason: expect.stringMatching(/^the item cannot be read/) }]);
    expect(JSON.parse(buried[0]?.letter.body ?? "")).toEqual({
      eventID: "e-1",
      eventName: "INSERT",
      keys: { id: { S: "a" } },
      sequenceNumber: "1",
    });
  });
});
