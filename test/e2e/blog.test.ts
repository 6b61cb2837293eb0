import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Checkout, makeCheckout } from "./support/checkout.ts";
import { login, newAuthor, newPerson, type Person, request } from "./support/person.ts";
import { subscribeQueue } from "./support/queue.ts";
import { freePortBase, npmStart, type Outputs, type Running, readOutputs } from "./support/skein.ts";

interface Post {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly html: string;
  readonly status: string;
  readonly author: { readonly id: string; readonly name?: string };
  readonly version: number;
}
interface Page {
  readonly items: Post[];
  readonly cursor?: string;
}
interface Problem {
  readonly type?: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
}

let checkout: Checkout;
let skein: Running;
let outputs: Outputs;
let author: Person;
let postsUrl: string;

const aPost = (fields: Record<string, unknown> = {}) => ({
  title: "A post",
  body: "Some *text*",
  status: "published",
  slug: randomUUID(),
  ...fields,
});

const write = async (fields: Record<string, unknown> = {}, by = author): Promise<Post> => {
  const answer = await by.call<Post>("POST", postsUrl, { body: aPost(fields) });
  expect(answer).toMatchObject({ status: 201 });
  return answer.body;
};

const refused = async (body: unknown, by = author) => {
  const { status, body: problem } = await by.call<Problem>("POST", postsUrl, { body });
  return { status, type: problem.type?.split(":").at(-1), paths: problem.errors?.map(({ path }) => path) };
};

beforeAll(async () => {
  checkout = makeCheckout();
  skein = await npmStart(checkout.root, await freePortBase(), "users", "blog");
  outputs = readOutputs(checkout.root);
  author = await newAuthor(outputs);
  postsUrl = `${outputs.blog.ApiUrl}/posts`;
});

afterAll(async () => {
  await skein?.interrupt();
  checkout?.remove();
});

describe("posts", () => {
  test("the demo's post is there for everybody, with its author's name", async () => {
    const { status, body, headers } = await request<Post>("GET", `${postsUrl}/hello-skein`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ title: "Hello, Skein", author: { name: "Ada" } });
    expect(headers.get("cache-control")).toContain("s-maxage=");
    expect(headers.get("etag")).toBe(`"${body.version}"`);
  });

  test("the demo's author can log in and write", async () => {
    const demo = outputs.demo.users.find(({ Groups }) => Groups.includes("authors"));
    const ada = await login(outputs, demo?.Email ?? "", demo?.Password ?? "");
    expect(await write({}, ada)).toMatchObject({ author: { name: "Ada" } });
  });

  test("what an author writes is safe HTML, and named by its title", async () => {
    const unique = randomUUID();
    const post = await write({
      slug: undefined,
      title: `Über ${unique}`,
      body: "<script>alert(1)</script> [x](javascript:alert(1)) **bold**",
    });
    expect(post.slug).toBe(`uber-${unique}`);
    expect(post.html).toBe("<p>&lt;script&gt;alert(1)&lt;/script&gt; x <strong>bold</strong></p>\n");
  });

  test("nobody writes without a token, and only authors write with one", async () => {
    expect(await request("POST", postsUrl, { body: aPost() })).toMatchObject({ status: 401 });
    const reader = await newPerson(outputs);
    expect(await refused(aPost(), reader)).toMatchObject({ status: 403, type: "forbidden" });
    const { slug } = await write();
    for (const method of ["PUT", "DELETE"])
      expect(await reader.call(method, `${postsUrl}/${slug}`, { body: aPost() })).toMatchObject({
        status: 403,
      });
    expect(await reader.call("GET", `${outputs.blog.ApiUrl}/drafts`)).toMatchObject({ status: 403 });
  });

  test("each mistake gets its clear error", async () => {
    const { slug } = await write();
    expect(await refused(aPost({ slug }))).toMatchObject({
      status: 409,
      type: "slug-taken",
      paths: ["/body/slug"],
    });
    expect(await refused(aPost({ slug: "No Slug!" }))).toMatchObject({ status: 400, paths: ["/body/slug"] });
    expect(await refused(aPost({ body: "x".repeat(50_001) }))).toMatchObject({
      status: 400,
      paths: ["/body/body"],
    });
    expect(await refused(aPost({ body: "x".repeat(300_000) }))).toMatchObject({ status: 413 });
    expect(await refused(aPost({ colour: "red" }))).toMatchObject({ status: 400, paths: ["/body/colour"] });
  });

  test("a repeated request with one Idempotency-Key writes one post", async () => {
    const headers = { "idempotency-key": randomUUID() };
    const body = aPost();
    const first = await author.call<Post>("POST", postsUrl, { body, headers });
    expect(await author.call<Post>("POST", postsUrl, { body, headers })).toMatchObject({
      status: 201,
      body: { id: first.body.id },
    });
  });

  test("an edit needs the version that was read, and a copy that is still good is not sent again", async () => {
    const post = await write();
    const url = `${postsUrl}/${post.slug}`;
    const edit = (version: number, body: string) =>
      author.call<Post>("PUT", url, {
        body: aPost({ body, slug: undefined }),
        headers: { "if-match": `"${version}"` },
      });
    expect(await edit(1, "Edited")).toMatchObject({ status: 200, body: { version: 2, slug: post.slug } });
    expect(await edit(1, "Too late")).toMatchObject({ status: 412 });
    expect(await request("GET", url, { headers: { "if-none-match": '"2"' } })).toMatchObject({ status: 304 });
    expect(await request("GET", url, { headers: { "if-none-match": '"1"' } })).toMatchObject({
      status: 200,
      body: { html: "<p>Edited</p>\n" },
    });
  });

  test("a list has a tag, too", async () => {
    const { headers } = await request("GET", postsUrl);
    const etag = headers.get("etag") ?? "";
    expect(headers.get("cache-control")).toContain("s-maxage=");
    expect(await request("GET", postsUrl, { headers: { "if-none-match": etag } })).toMatchObject({
      status: 304,
    });
    await write();
    expect(await request("GET", postsUrl, { headers: { "if-none-match": etag } })).toMatchObject({
      status: 200,
    });
  });

  test("a slug that was changed leads to the post, and goes with it", async () => {
    const post = await write();
    const slug = randomUUID();
    await author.call("PUT", `${postsUrl}/${post.slug}`, { body: aPost({ slug }) });
    const moved = await fetch(`${postsUrl}/${post.slug}`, { redirect: "manual" });
    expect(moved.status).toBe(301);
    expect(moved.headers.get("cache-control")).toContain("s-maxage=");
    expect(await request("GET", `${postsUrl}/${post.slug}`)).toMatchObject({ status: 200, body: { slug } });
    expect(await author.call("DELETE", `${postsUrl}/${slug}`)).toMatchObject({ status: 204 });
    for (const gone of [post.slug, slug])
      expect(await request("GET", `${postsUrl}/${gone}`)).toMatchObject({ status: 404 });
  });

  test("drafts are their author's, until they are published", async () => {
    const draft = await write({ status: "draft", title: "Secret plans" });
    const url = `${postsUrl}/${draft.slug}`;
    expect(await request("GET", url)).toMatchObject({ status: 404 });
    expect(JSON.stringify((await request("GET", `${postsUrl}?limit=100`)).body)).not.toContain(draft.id);

    const own = await author.call<Page>("GET", `${postsUrl}?status=draft`);
    expect(own.body.items.map(({ id }) => id)).toContain(draft.id);
    expect(own.headers.get("cache-control")).toBe("no-store");
    expect(await author.call("GET", `${outputs.blog.ApiUrl}/drafts/${draft.slug}`)).toMatchObject({
      status: 200,
    });
    expect(await request("GET", `${postsUrl}?status=draft`)).toMatchObject({ status: 401 });

    const another = await write({ status: "draft" });
    const first = await author.call<Page>("GET", `${postsUrl}?status=draft&limit=1`);
    const query = new URLSearchParams({ status: "draft", limit: "1", cursor: first.body.cursor ?? "" });
    const second = await author.call<Page>("GET", `${postsUrl}?${query}`);
    expect([...first.body.items, ...second.body.items].map(({ id }) => id)).toEqual([another.id, draft.id]);
    await author.call("DELETE", `${postsUrl}/${another.slug}`);

    const colleague = await newAuthor(outputs);
    expect((await colleague.call<Page>("GET", `${postsUrl}?status=draft`)).body.items).toEqual([]);
    expect(await colleague.call("PUT", url, { body: aPost() })).toMatchObject({ status: 404 });

    await author.call("PUT", url, { body: aPost({ slug: undefined }) });
    expect(await request("GET", url)).toMatchObject({ status: 200, body: { status: "published" } });
    expect((await author.call<Page>("GET", `${postsUrl}?status=draft`)).body.items).toEqual([]);
  });

  test("a list by tag comes in pages, newest first, each post once", async () => {
    const tag = `tag-${randomUUID().slice(0, 8)}`;
    const slugs: string[] = [];
    for (let n = 0; n < 7; n += 1) slugs.unshift((await write({ tags: [tag] })).slug);
    await write({ tags: ["other"] });

    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const query = new URLSearchParams({ tag, limit: "3", ...(cursor ? { cursor } : {}) });
      const { body } = await request<Page>("GET", `${postsUrl}?${query}`);
      seen.push(...body.items.map(({ slug }) => slug));
      if (cursor)
        expect(await request("GET", `${postsUrl}?tag=other&cursor=${cursor}`)).toMatchObject({ status: 400 });
      cursor = body.cursor;
    } while (cursor);
    expect(seen).toEqual(slugs);
  });

  test("an author who changes the name, or goes, is called so on posts", async () => {
    const somebody = await newAuthor(outputs);
    const meUrl = `${outputs.users.ApiUrl}/me`;
    const [post, draft] = [await write({}, somebody), await write({ status: "draft" }, somebody)];
    const nameOf = async () => (await request<Post>("GET", `${postsUrl}/${post.slug}`)).body.author.name;

    await somebody.call("PATCH", meUrl, { body: { displayName: "Countess" } });
    await expect.poll(nameOf, { timeout: 20_000 }).toBe("Countess");

    expect(await somebody.call("DELETE", meUrl)).toMatchObject({ status: 204 });
    await expect.poll(nameOf, { timeout: 20_000 }).toBeUndefined();
    // Its slug is free: the draft is gone.
    await expect
      .poll(() => refused(aPost({ slug: draft.slug, status: "draft" })), { timeout: 20_000 })
      .not.toMatchObject({ status: 409 });
  });

  test("others hear of what is public, in order, and never of drafts", async () => {
    const types = ["published", "updated", "deleted"].map((name) => `skein.blog.post.${name}.v1`);
    const queue = await subscribeQueue(outputs, outputs.blog.EventsTopicArn, types);
    const post = await write({ status: "draft" });
    const url = `${postsUrl}/${post.slug}`;
    const slug = randomUUID();
    await author.call("PUT", url, { body: aPost({ slug: undefined }) });
    await author.call("PUT", url, { body: aPost({ slug }) });
    await author.call("DELETE", `${postsUrl}/${slug}`);
    const heard = [await queue.next(), await queue.next(), await queue.next()];
    expect(new Set(heard.map((event) => event?.type))).toEqual(new Set(types));
    expect(new Set(heard.map((event) => event?.subject))).toEqual(new Set([post.id]));
  });
});
