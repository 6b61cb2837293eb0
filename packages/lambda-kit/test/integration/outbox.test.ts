import { defineEvent } from "@skein/contracts/event";
import type { DynamoDBStreamEvent } from "aws-lambda";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as z from "zod/mini";
import type { Change } from "../../src/change.ts";
import { draftEvent, type EventDraft, publishEvent, sealEvent } from "../../src/events.ts";
import { outbox } from "../../src/outbox.ts";
import { capturedLogs } from "../builders/quiet.ts";
import { startTopic, type Topic } from "../builders/topic.ts";
import recorded from "../fixtures/stream-records.json" with { type: "json" };

const thingSaid = defineEvent({
  service: "things",
  name: "thing.said",
  summary: "Something was said",
  subject: "id of the thing",
  data: z.object({ title: z.string() }),
});
const thing = z.object({ id: z.string(), title: z.string() });
type Thing = z.infer<typeof thing>;

const logs = capturedLogs();
const topicArn = "arn:aws:sns:us-east-1:000000000000:things";
let topic: Topic;
let refused = "";
beforeEach(async () => {
  refused = "nothing at all";
  topic = await startTopic((message) => message.includes(refused));
});
afterEach(() => topic.close());

const say = (change: Change<Thing>): readonly EventDraft[] => {
  const { id, title } = change.kind === "removed" ? change.before : change.after;
  return [draftEvent(thingSaid, id, { title: `${change.kind}: ${title}` })];
};
const run = (event: DynamoDBStreamEvent, events = say) =>
  outbox({ read: (item) => thing.parse(item), events }, { topicArn, client: topic.client })(event);
const records = (): DynamoDBStreamEvent => structuredClone(recorded) as DynamoDBStreamEvent;
const published = () => topic.batches.flat().map(({ message }) => JSON.parse(message));

/** As many inserts as asked for, with titles `thing 0`, `thing 1` ... */
const inserts = (count: number): DynamoDBStreamEvent => ({
  Records: Array.from({ length: count }, (_, index) => {
    const title = { S: `thing ${index}.` };
    return {
      eventID: `e-${index}`,
      eventName: "INSERT" as const,
      dynamodb: { SequenceNumber: String(100 + index), NewImage: { id: { S: "t" }, title } },
    };
  }),
});

describe("the outbox", () => {
  it("publishes CloudEvents for inserts, changes and removals, with attributes to filter on", async () => {
    expect(await run(records())).toEqual({ batchItemFailures: [] });
    expect(published()).toMatchObject([
      {
        specversion: "1.0",
        id: "c4ca4238a0b923820dcc509a6f75849b/skein.things.thing.said.v1",
        source: "/skein/things",
        type: "skein.things.thing.said.v1",
        subject: "1",
        time: "2026-11-22T10:43:00.000Z",
        traceparent: "00-6921a3b40a1b2c3d4e5f60718293a4b5-1111111111111111-01",
        data: { title: "inserted: water the plants" },
      },
      { data: { title: "modified: water all plants" } },
      { data: { title: "removed: water all plants" } },
    ]);
    expect(topic.batches[0]?.[0]).toMatchObject({
      type: "skein.things.thing.said.v1",
      source: "/skein/things",
    });
  });

  it("says the same events again when records are delivered again", async () => {
    await run(records());
    await run(records());
    const ids = published().map(({ id }) => id);
    expect(ids.slice(3)).toEqual(ids.slice(0, 3));
    expect(new Set(ids).size).toBe(3);
  });

  it("gives two events of one record and type different ids", async () => {
    await run(inserts(1), (change) => [...say(change), ...say(change)]);
    expect(new Set(published().map(({ id }) => id)).size).toBe(2);
  });

  it("tells an expiry from a removal that somebody asked for", async () => {
    const seen: boolean[] = [];
    await run(records(), (change) => {
      if (change.kind === "removed") seen.push(change.expired);
      return [];
    });
    const asked = records();
    for (const record of asked.Records) delete record.userIdentity;
    await run(asked, (change) => {
      if (change.kind === "removed") seen.push(change.expired);
      return [];
    });
    expect(seen).toEqual([true, false]);
  });

  it("sends at most ten to a call", async () => {
    await run(inserts(25));
    expect(topic.batches.map(({ length }) => length)).toEqual([10, 10, 5]);
  });

  it("keeps a call below 256 KiB", async () => {
    const long = "x".repeat(100_000);
    await run(inserts(5), (change) => say(change).map((draft) => ({ ...draft, data: { long } })));
    expect(topic.batches.map(({ length }) => length)).toEqual([2, 2, 1]);
  });

  it("reports the first record whose event was not taken, and publishes the others", async () => {
    refused = "thing 7.";
    expect(await run(inserts(25))).toEqual({ batchItemFailures: [{ itemIdentifier: "107" }] });
    expect(topic.batches.flat()).toHaveLength(25);
    expect(logs().find(({ level }) => level === "ERROR")).toMatchObject({ reason: "InternalError: no" });
  });

  it("reports a record that cannot be read, and publishes what came before it", async () => {
    const event = inserts(5);
    const [, , poison] = event.Records;
    if (poison?.dynamodb) poison.dynamodb.NewImage = { id: { S: "t" } };
    expect(await run(event)).toEqual({ batchItemFailures: [{ itemIdentifier: "102" }] });
    expect(topic.batches.flat()).toHaveLength(2);
  });

  it("reports the first record when the topic cannot be reached at all", async () => {
    await topic.close();
    expect(await run(inserts(3))).toEqual({ batchItemFailures: [{ itemIdentifier: "100" }] });
  });
});

describe("publishing one event", () => {
  const event = sealEvent({ type: "t", source: "s", subject: "x", data: { title: "hello" } }, {});

  it("throws when the topic does not take it", async () => {
    refused = "hello";
    await expect(publishEvent(event, { topicArn, client: topic.client })).rejects.toMatchObject({
      name: "PublishFailed",
      failures: [{ event: { id: event.id }, reason: "InternalError: no" }],
    });
  });
});
