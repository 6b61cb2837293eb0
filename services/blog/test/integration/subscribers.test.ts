import { randomUUID } from "node:crypto";
import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { createDynamoDbEngine } from "@skein/local-cloud/engines/dynamodb/dynamodb-engine";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestCloud, type TestCloud } from "../../../../packages/local-cloud/test/support/cloud.ts";
import { createTemplateTable } from "../../../../packages/local-cloud/test/support/template-table.ts";
import { mailLog } from "../../src/adapters/mail-log.ts";
import { subscriberAtOrigin } from "../../src/adapters/subscriber-item.ts";
import { subscriberRepository } from "../../src/adapters/subscriber-repository.ts";
import type { MailLog } from "../../src/domain/mail.ts";
import type { SubscriberRepository } from "../../src/domain/subscriber.ts";
import { today } from "../builders/post.ts";
import { aSubscriber } from "../builders/subscriber.ts";

const resources = (name: string) => new URL(`../../resources/${name}.yml`, import.meta.url);

let cloud: TestCloud;
let client: DynamoDBClient;
let subscribers: SubscriberRepository;
let log: MailLog;

beforeAll(async () => {
  cloud = await startTestCloud({ engines: async (context) => [await createDynamoDbEngine(context)] });
  client = new DynamoDBClient(cloud.client);
  const tableName = await createTemplateTable(client, resources("subscribers-table"), "SubscribersTable");
  subscribers = subscriberRepository({ tableName, client, region: "eu-west-1", traceparent: "00-trace" });
  log = mailLog({
    tableName: await createTemplateTable(client, resources("idempotency"), "IdempotencyTable"),
    client,
  });
});

afterAll(async () => {
  client?.destroy();
  await cloud?.close();
});

const somebody = () => aSubscriber(`${randomUUID()}@skein.example`);

describe("subscribers", () => {
  it("are found as they were added, and who is not there is left out", async () => {
    const [ada, bob] = [somebody(), somebody()];
    for (const subscriber of [ada, bob]) await subscribers.add(subscriber);
    const found = await subscribers.findAll([ada.key, "nobody", bob.key]);
    expect(found).toHaveLength(2);
    expect(found).toEqual(expect.arrayContaining([ada, bob]));
    expect(await subscribers.findAll([])).toEqual([]);
  });

  it("stay as they are when they are added again", async () => {
    const ada = somebody();
    await subscribers.add(ada);
    await subscribers.add({ ...ada, id: "another" });
    expect(await subscribers.findAll([ada.key])).toEqual([ada]);
  });

  it("are removed, and a second time changes nothing", async () => {
    const ada = somebody();
    await subscribers.add(ada);
    for (let times = 0; times < 2; times += 1) await subscribers.remove(ada.key);
    expect(await subscribers.findAll([ada.key])).toEqual([]);
  });

  it("carry where they were written, and the trace", async () => {
    const ada = somebody();
    await subscribers.add(ada);
    const { Item = {} } = await client.send(
      new GetItemCommand({ TableName: "SubscribersTable", Key: { key: { S: ada.key } } }),
    );
    expect(Item).toMatchObject({ originRegion: { S: "eu-west-1" }, traceparent: { S: "00-trace" } });
    expect(() => subscriberAtOrigin({ ...ada })).toThrow("originRegion");
  });

  it("are all there in pages, each once", async () => {
    const added = Array.from({ length: 23 }, somebody);
    for (const subscriber of added) await subscribers.add(subscriber);
    const pages: (readonly string[])[] = [];
    for await (const page of subscribers.keys(10)) pages.push(page);
    expect(pages.slice(0, -1).every(({ length }) => length === 10)).toBe(true);
    const keys = pages.flat();
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toEqual(expect.arrayContaining(added.map(({ key }) => key)));
    expect(await subscribers.findAll(keys)).toHaveLength(keys.length);
  });
});

describe("the log of mails", () => {
  const after = (milliseconds: number) => new Date(today.getTime() + milliseconds);

  it("lets one of several attempts begin", async () => {
    const id = randomUUID();
    const outcomes = await Promise.all([1, 2, 3].map(() => log.begin(id, today)));
    expect(outcomes.toSorted()).toEqual(["begun", "unsure", "unsure"]);
  });

  it("knows what was sent", async () => {
    const id = randomUUID();
    await log.begin(id, today);
    await log.sent(id);
    expect(await log.begin(id, after(1_000_000))).toBe("sent");
  });

  it("lets the next attempt begin at once after a refusal", async () => {
    const id = randomUUID();
    await log.begin(id, today);
    await log.refused(id);
    expect(await log.begin(id, after(1))).toBe("begun");
  });

  it("is unsure of an attempt without an end for 48 seconds from when somebody asks", async () => {
    const id = randomUUID();
    await log.begin(id, today);
    const asked = 1_000_000;
    expect(await log.begin(id, after(asked))).toBe("unsure");
    expect(await log.begin(id, after(asked + 47_999))).toBe("unsure");
    expect(await log.begin(id, after(asked + 48_000))).toBe("begun");
  });

  it("believes a sign that the mail went out, before and after it was unsure, and over a refusal", async () => {
    for (const asks of [0, 1]) {
      const id = randomUUID();
      await log.begin(id, today);
      for (let ask = 0; ask < asks; ask += 1) await log.begin(id, today);
      await log.sent(id);
      await log.refused(id);
      expect(await log.begin(id, after(1_000_000))).toBe("sent");
    }
  });
});
