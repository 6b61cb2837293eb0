/** Consumers on the local cloud: through topic, queue, mapping and role, to tables and dead-letter queues. */
import { setTimeout as sleep } from "node:timers/promises";
import {
  DeleteItemCommand,
  PutItemCommand,
  ScanCommand,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import {
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  StartMessageMoveTaskCommand,
} from "@aws-sdk/client-sqs";
import type { CloudEvent } from "@skein/contracts/event";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { eventually } from "../../../local-cloud/test/support/eventually.ts";
import type { ConsumerContext } from "../../src/consumer/context.ts";
import { deadLetterQueue } from "../../src/consumer/dead-letters.ts";
import type { Consumed } from "../../src/consumer/once.ts";
import { publishEvents } from "../../src/events.ts";
import { dynamoDbIdempotency } from "../../src/idempotency-store.ts";
import { queue } from "../../src/queue.ts";
import { stream } from "../../src/stream.ts";
import { type Hosted, startConsumerCloud } from "../builders/consumer-cloud.ts";
import { invocation, said, thingSaid } from "../builders/events.ts";
import { capturedLogs } from "../builders/quiet.ts";

capturedLogs();
let cloud: Awaited<ReturnType<typeof startConsumerCloud>>;
beforeAll(async () => {
  cloud = await startConsumerCloud();
});
afterAll(() => cloud.close());

const optionsOf = ({ dynamoDb, sqs }: Hosted, failed: "Failed" | "FailedInOrder") => ({
  idempotency: dynamoDbIdempotency<Consumed>({ table: () => cloud.id("Consumed"), client: () => dynamoDb }),
  deadLetters: deadLetterQueue(
    () => cloud.id(failed),
    () => sqs,
  ),
  maxReceiveCount: 3,
});

/** Counts how often an event took effect, in one transaction with the mark that it did. */
const addOne = ({ dynamoDb }: Hosted, id: string, { completion }: ConsumerContext) =>
  dynamoDb.send(
    new TransactWriteItemsCommand({
      TransactItems: [
        {
          Update: {
            TableName: cloud.id("Effects"),
            Key: { id: { S: id } },
            UpdateExpression: "ADD effects :one",
            ExpressionAttributeValues: { ":one": { N: "1" } },
          },
        },
        completion(),
      ],
    }),
  );

const effects = async (): Promise<Record<string, number>> => {
  const { Items = [] } = await cloud.dynamoDb.send(new ScanCommand({ TableName: cloud.id("Effects") }));
  return Object.fromEntries(Items.map(({ id, effects }) => [id?.S, Number(effects?.N)]));
};

const depthOf = async (QueueUrl: string): Promise<number> => {
  const { Attributes = {} } = await cloud.sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] }),
  );
  return (
    Number(Attributes.ApproximateNumberOfMessages) + Number(Attributes.ApproximateNumberOfMessagesNotVisible)
  );
};

/** Takes everything out of a dead-letter queue. */
const drained = async (QueueUrl: string) => {
  const found: { body: string; reason: string | undefined; type: string | undefined }[] = [];
  for (;;) {
    const { Messages = [] } = await cloud.sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, MessageAttributeNames: ["All"] }),
    );
    if (Messages.length === 0) return found;
    await cloud.sqs.send(
      new DeleteMessageBatchCommand({
        QueueUrl,
        Entries: Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle })),
      }),
    );
    found.push(
      ...Messages.map(({ Body = "", MessageAttributes = {} }) => ({
        body: Body,
        reason: MessageAttributes.failureReason?.StringValue,
        type: MessageAttributes.type?.StringValue,
      })),
    );
  }
};

describe("events from a topic", () => {
  const future = "skein.things.thing.said.v9";
  const publish = (events: readonly CloudEvent[]) =>
    publishEvents(events, { topicArn: cloud.id("Topic"), client: cloud.sns });

  it("take effect once, through copies, failures and deaths; the rest lies in the dead-letter queue with its reason", async () => {
    const attempts = new Map<string, number>();
    await cloud.host("consumer", (clients) => {
      const handler = queue(
        thingSaid,
        async ({ id }, context) => {
          const attempt = (attempts.get(id) ?? 0) + 1;
          attempts.set(id, attempt);
          const index = Number(id);
          if (index % 10 === 0 && attempt === 1) throw new Error("not yet");
          if (index === 13) throw new Error("unlucky");
          await addOne(clients, id, context);
          if (index % 7 === 0 && attempt === 1) throw new Error("died after the effect");
        },
        optionsOf(clients, "Failed"),
      );
      return (event) => handler(event, invocation(3_000));
    });
    const good = Array.from({ length: 40 }, (_, index) => said(String(index)));
    const poison = [said("p0", { type: future }), said("p1", { data: {} })];
    expect(await publish([...good, ...good.slice(0, 20), ...poison])).toEqual([]);

    const expected = Object.fromEntries(good.filter(({ id }) => id !== "13").map(({ id }) => [id, 1]));
    await eventually(async () => expect(await effects()).toEqual(expected), { withinMs: 20_000 });
    await eventually(async () => expect(await depthOf(cloud.id("Queue"))).toBe(0), { withinMs: 20_000 });

    const buried = await drained(cloud.id("Failed"));
    const byEvent = Object.fromEntries(
      buried.map(({ body, reason, type }) => [JSON.parse(body).id, { reason, type }]),
    );
    expect(byEvent).toEqual({
      p0: { reason: expect.stringContaining(future), type: future },
      p1: { reason: expect.stringContaining("/data/words is required"), type: thingSaid.type },
      13: { reason: "Error: unlucky", type: thingSaid.type },
    });
    expect(await effects()).toEqual(expected);
  });

  it("come back from the dead-letter queue and take effect, once the code is mended", async () => {
    const host = (isMended: boolean) =>
      cloud.host("consumer", (clients) => {
        const handler = queue(
          thingSaid,
          async ({ id }, context) => {
            if (!isMended) throw new Error("a mistake of ours");
            await addOne(clients, id, context);
          },
          { ...optionsOf(clients, "Failed"), maxReceiveCount: 1 },
        );
        return (event) => handler(event, invocation(3_000));
      });
    await host(false);
    await publish([said("again")]);
    await eventually(async () => expect(await depthOf(cloud.id("Failed"))).toBe(1));

    await host(true);
    await cloud.sqs.send(
      // SQS does not know where these messages came from, so it must be told where they go.
      new StartMessageMoveTaskCommand({ SourceArn: cloud.arn("Failed"), DestinationArn: cloud.arn("Queue") }),
    );
    await eventually(async () => expect(await effects()).toMatchObject({ again: 1 }));
    expect(await depthOf(cloud.id("Failed"))).toBe(0);
  });
});

describe("events from a FIFO queue", () => {
  it("keep the order of their group, and pass what went to the dead-letter queue", async () => {
    const order: string[] = [];
    let failing = true;
    await cloud.host("in-order", (clients) => {
      const handler = queue(
        thingSaid,
        async ({ id }) => {
          if (id === "a1" && failing) {
            failing = false;
            throw new Error("not yet");
          }
          order.push(id);
        },
        optionsOf(clients, "FailedInOrder"),
      );
      return (event) => handler(event, invocation(3_000));
    });
    const send = (group: string, id: string, body: string) =>
      cloud.sqs.send(
        new SendMessageCommand({
          QueueUrl: cloud.id("QueueInOrder"),
          MessageBody: body,
          MessageGroupId: group,
          MessageDeduplicationId: id,
        }),
      );
    for (const id of ["a0", "a1"]) await send("a", id, JSON.stringify(said(id)));
    await send("a", "broken", "{");
    for (const id of ["a2", "a3"]) await send("a", id, JSON.stringify(said(id)));
    await send("b", "b0", JSON.stringify(said("b0")));

    await eventually(() => expect(order).toHaveLength(5));
    expect(order.filter((id) => id.startsWith("a"))).toEqual(["a0", "a1", "a2", "a3"]);
    await eventually(async () => expect(await depthOf(cloud.id("QueueInOrder"))).toBe(0));
    expect(await drained(cloud.id("FailedInOrder"))).toMatchObject([
      { body: "{", reason: "the message is not JSON" },
    ]);
  });
});

describe("changes of a table", () => {
  const thing = z.object({ id: z.string(), words: z.string() });
  const put = (id: string, more: object = { words: { S: "hello" } }) =>
    cloud.dynamoDb.send(
      new PutItemCommand({ TableName: cloud.id("Things"), Item: { id: { S: id }, ...more } }),
    );

  it("take effect once each, in the order of their item; an unreadable one does not hold up the others", async () => {
    const seen: string[] = [];
    let failing = true;
    await cloud.host("watcher", (clients) => {
      const handler = stream(
        (item) => thing.parse(item),
        async (change, context) => {
          const { id } = change.kind === "removed" ? change.before : change.after;
          if (id === "s1" && failing) {
            failing = false;
            throw new Error("not yet");
          }
          // Somebody's work may take a while, and must not let its item's next change overtake.
          if (change.kind === "inserted") await sleep(20);
          seen.push(`${id} ${change.kind}`);
          await addOne(clients, `${id} ${change.kind}`, context);
        },
        optionsOf(clients, "Failed"),
      );
      return (event) => handler(event, invocation(3_000));
    });
    for (const id of ["s0", "s1", "s2"]) await put(id);
    await put("unreadable", { secret: { S: "of a person" } });
    await put("s0", { words: { S: "bye" } });
    await cloud.dynamoDb.send(
      new DeleteItemCommand({ TableName: cloud.id("Things"), Key: { id: { S: "s0" } } }),
    );

    const expected = {
      "s0 inserted": 1,
      "s0 modified": 1,
      "s0 removed": 1,
      "s1 inserted": 1,
      "s2 inserted": 1,
    };
    await eventually(async () => expect(await effects()).toMatchObject(expected));
    expect(seen.filter((entry) => entry.startsWith("s0"))).toEqual([
      "s0 inserted",
      "s0 modified",
      "s0 removed",
    ]);
    await eventually(async () => expect(await depthOf(cloud.id("Failed"))).toBe(1));
    const [letter] = await drained(cloud.id("Failed"));
    expect(letter?.reason).toMatch(/cannot be read/);
    expect(JSON.parse(letter?.body ?? "")).toMatchObject({ keys: { id: { S: "unreadable" } } });
    expect(letter?.body).not.toContain("of a person");
    expect(Object.values(await effects()).every((count) => count === 1)).toBe(true);
  });
});
