import { randomUUID } from "node:crypto";
import { DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Checkout, makeCheckout } from "./support/checkout.ts";
import { type Mail, mailsTo, oneClickUrl } from "./support/mailbox.ts";
import { newAuthor, type Person, request } from "./support/person.ts";
import { clientConfig } from "./support/queue.ts";
import { freePortBase, npmStart, type Outputs, type Running, readOutputs } from "./support/skein.ts";

let checkout: Checkout;
let skein: Running;
let outputs: Outputs;
let author: Person;
let dynamoDb: DynamoDBClient;

const waiting = { timeout: 40_000, interval: 100 };
const welcome = "Welcome to Skein";

const subscribe = (email: string, headers: Record<string, string> = {}) =>
  request("POST", `${outputs.blog.ApiUrl}/subscribers`, { body: { email }, headers });

const subjectsTo = async (address: string) => (await mailsTo(outputs, address)).map(({ subject }) => subject);

/** Subscribes a new address, and waits for its welcome. */
const newSubscriber = async (address = `${randomUUID()}@skein.example`) => {
  expect(await subscribe(address)).toMatchObject({ status: 202 });
  await expect.poll(() => subjectsTo(address), waiting).toEqual([welcome]);
  const [mail] = await mailsTo(outputs, address);
  return { address, mail: mail as Mail };
};

const publish = async (fields: Record<string, unknown> = {}) => {
  const body = { title: `News ${randomUUID()}`, body: "It is *here*.", status: "published", ...fields };
  const answer = await author.call<{ slug: string; title: string }>("POST", `${outputs.blog.ApiUrl}/posts`, {
    body,
  });
  expect(answer).toMatchObject({ status: 201 });
  return answer.body;
};

const subscribersInTable = async () => {
  const { Items = [] } = await dynamoDb.send(
    new ScanCommand({ TableName: "skein-dev-blog-subscribers", ConsistentRead: true }),
  );
  return Items.map(({ email }) => email?.S);
};

beforeAll(async () => {
  checkout = makeCheckout();
  skein = await npmStart(checkout.root, await freePortBase(), "users", "blog");
  outputs = readOutputs(checkout.root);
  author = await newAuthor(outputs);
  dynamoDb = new DynamoDBClient(clientConfig(outputs));
});

afterAll(async () => {
  dynamoDb?.destroy();
  await skein?.interrupt();
  checkout?.remove();
});

test("a new subscriber is welcomed, in text and HTML, with a way out", async () => {
  const { mail } = await newSubscriber();
  expect(mail.from).toContain("blog@skein.example");
  expect(mail.headers).toMatchObject({ "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" });
  expect(oneClickUrl(mail)).toContain(`${outputs.blog.ApiUrl}/subscribers/unsubscribe?token=`);
  expect(mail.text).toContain(oneClickUrl(mail));
  expect(mail.html).toContain(oneClickUrl(mail));
});

test("an address is welcomed once, however often and in whatever way it is written", async () => {
  const name = randomUUID();
  const { address } = await newSubscriber(`${name}@skein.example`);
  for (const email of [address, ` ${name.toUpperCase()}@Skein.Example `])
    expect(await subscribe(email)).toMatchObject({ status: 202, body: {} });
  // Somebody else's welcome comes after all that these could have caused.
  await newSubscriber();
  expect(await subjectsTo(address)).toEqual([welcome]);
  expect((await subscribersInTable()).filter((email) => email === address)).toHaveLength(1);
});

test.each([
  "",
  "ada",
  "ada@",
  "@skein.example",
  "a b@skein.example",
  "ada@skein",
  `${"x".repeat(300)}@a.example`,
])("%j is refused as an address", async (email) => {
  expect(await subscribe(email)).toMatchObject({ status: 400, body: { errors: [{ path: "/body/email" }] } });
});

test("one click in the mail program unsubscribes, and again changes nothing", async () => {
  const { address, mail } = await newSubscriber();
  for (let times = 0; times < 2; times += 1) {
    const answer = await fetch(oneClickUrl(mail), {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "List-Unsubscribe=One-Click",
    });
    expect(answer.status).toBe(204);
  }
  expect(await subscribersInTable()).not.toContain(address);
});

test("a browser that opens the link is asked first, so that a scanner of mails unsubscribes nobody", async () => {
  const { address, mail } = await newSubscriber();
  const headers = { accept: "text/html,application/xhtml+xml,*/*;q=0.8" };
  const question = await fetch(oneClickUrl(mail), { headers });
  expect(question.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(await question.text()).toContain('<form method="post">');
  expect(await subscribersInTable()).toContain(address);

  const done = await fetch(oneClickUrl(mail), { method: "POST", headers });
  expect(await done.text()).toContain("Unsubscribed");
  expect(await subscribersInTable()).not.toContain(address);
});

test("the link itself unsubscribes, for whoever wants no page", async () => {
  const { address, mail } = await newSubscriber();
  expect(await request("GET", oneClickUrl(mail))).toMatchObject({ status: 204 });
  expect(await subscribersInTable()).not.toContain(address);
});

test("nobody is unsubscribed with a token that is not from a mail", async () => {
  const { address, mail } = await newSubscriber();
  const token = new URL(oneClickUrl(mail)).searchParams.get("token") ?? "";
  const changed = `${token.startsWith("A") ? "B" : "A"}${token.slice(1)}`;
  for (const method of ["GET", "POST"])
    for (const bad of [changed, token.slice(0, -1), "", "x"])
      expect(
        await request(method, `${outputs.blog.ApiUrl}/subscribers/unsubscribe?token=${bad}`),
      ).toMatchObject({ status: 400, body: { errors: [{ path: "/query/token" }] } });
  expect(await subscribersInTable()).toContain(address);
});

test("a published post is mailed to every subscriber once, and to nobody who left", async () => {
  const staying = [await newSubscriber(), await newSubscriber()];
  const leaving = await newSubscriber();
  await request("GET", oneClickUrl(leaving.mail));

  const draft = await publish({ status: "draft" });
  const post = await publish();
  for (const { address } of staying)
    await expect.poll(() => subjectsTo(address), waiting).toEqual([post.title, welcome]);
  const [mail] = await mailsTo(outputs, staying[0]?.address ?? "");
  expect(mail?.text).toContain(`/blog/${post.slug}`);
  expect(mail?.text).toContain("It is here.");
  expect(mail?.headers).toMatchObject({ "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" });

  // Withdrawn and published again, and edited: no news. The draft, published: news.
  const put = (slug: string, status: string, title: string) =>
    author.call("PUT", `${outputs.blog.ApiUrl}/posts/${slug}`, { body: { title, body: "Other", status } });
  for (const status of ["published", "draft", "published"]) await put(post.slug, status, post.title);
  await put(draft.slug, "published", draft.title);
  for (const { address } of staying)
    await expect.poll(() => subjectsTo(address), waiting).toEqual([draft.title, post.title, welcome]);
  expect(await subjectsTo(leaving.address)).toEqual([welcome]);
});

test("an address that bounces for good is let go of", async () => {
  const address = `bounce+${randomUUID()}@simulator.amazonses.com`;
  expect(await subscribe(address)).toMatchObject({ status: 202 });
  await expect.poll(() => subscribersInTable(), waiting).not.toContain(address);
});
