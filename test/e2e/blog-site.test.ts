/** The blog's site through the edge: what readers see, how soon, and what never reaches them. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Checkout, makeCheckout } from "./support/checkout.ts";
import { newAuthor, newPerson, type Person } from "./support/person.ts";
import { ask, type SiteOperator, siteOperator } from "./support/site.ts";
import { freePortBase, npmStart, type Outputs, type Running, readOutputs } from "./support/skein.ts";

interface Post {
  readonly slug: string;
  readonly title: string;
  readonly version: number;
}

const soon = { timeout: 20_000, interval: 20 };

let checkout: Checkout;
let skein: Running;
let outputs: Outputs;
let author: Person;
let site: string;
let operator: SiteOperator;

beforeAll(async () => {
  checkout = makeCheckout();
  skein = await npmStart(checkout.root, await freePortBase(), "users", "blog");
  outputs = readOutputs(checkout.root);
  site = outputs.blog.SiteUrl;
  author = await newAuthor(outputs);
  operator = siteOperator(outputs);
});

afterAll(async () => {
  operator?.close();
  await skein?.interrupt();
  checkout?.remove();
});

const get = (path: string, headers: Record<string, string> = {}) => ask(`${site}${path}`, { headers });

const write = async (fields: Record<string, unknown> = {}): Promise<Post> => {
  const body = { title: `Title ${randomUUID()}`, body: "Some *text*", status: "published", ...fields };
  const answer = await author.call<Post>("POST", `${outputs.blog.ApiUrl}/posts`, { body });
  expect(answer).toMatchObject({ status: 201 });
  return answer.body;
};

/** A post whose page is in the bucket, and which nobody has read. */
const publish = async (fields: Record<string, unknown> = {}): Promise<Post> => {
  const post = await write(fields);
  await told(post.slug);
  return post;
};

const edit = (post: Post, fields: Record<string, unknown>) =>
  author.call("PUT", `${outputs.blog.ApiUrl}/posts/${post.slug}`, {
    body: { title: post.title, body: "Some *text*", status: "published", ...fields },
  });

/** How often the edge was told of a post's page, and of what the API says of it. */
const tellings = async (slug: string): Promise<readonly number[]> => {
  const paths = [`/blog/${slug}`, `/posts/${slug}`];
  return (await Promise.all(paths.map(operator.invalidationsOf))).map(({ length }) => length);
};

/**
 * Resolves when the edge was told of both once more than before. They may come apart: a page is also written for another
 * post's event, if that finds it missing.
 */
const told = async (slug: string, before: readonly number[] = [0, 0]): Promise<void> => {
  const isTold = async () => (await tellings(slug)).every((count, index) => count > (before[index] ?? 0));
  await expect.poll(isTold, soon).toBe(true);
};

describe("a reader", () => {
  test("sees the demo's post without JavaScript, soon after the start", async () => {
    await expect.poll(async () => (await get("/")).text, soon).toContain('href="/blog/hello-skein"');
    const page = await get("/blog/hello-skein");
    expect(page.status).toBe(200);
    expect(page.text).toContain("<h1>Hello, Skein</h1>");
    expect(page.text).toContain("it is <em>Markdown</em>");
    expect(page.text).not.toContain("<script");
    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect((await get("/tags/news")).text).toContain("Hello, Skein");
    expect((await get("/feed.xml")).text).toContain("Hello, Skein");
  });

  test("is the only one who waits for the origin: a page and an answer of the API are kept", async () => {
    const { slug, title } = await publish();
    for (const path of [`/blog/${slug}`, `/posts/${slug}`]) {
      const first = await get(path);
      expect([first.status, first.cache]).toEqual([200, "Miss"]);
      const second = await get(path);
      expect([second.status, second.cache]).toEqual([200, "Hit"]);
      expect(second.text).toBe(first.text);
      expect(second.text).toContain(title);
    }
    // What the API does not know is not passed on, and makes no other answer.
    expect((await get(`/posts/${slug}?anything=else`)).cache).toBe("Hit");
  });

  test("who comes with a thousand others to a page that nobody has read costs one read of the bucket", async () => {
    const { slug, title } = await publish();
    const answers = await Promise.all(Array.from({ length: 1_000 }, () => get(`/blog/${slug}`)));
    expect(answers.filter(({ status, text }) => status === 200 && text.includes(title))).toHaveLength(1_000);
    await expect.poll(() => operator.readsOf(`blog/${slug}`), soon).toBe(1);
    expect((await get(`/blog/${slug}`)).cache).toBe("Hit");
    expect(await operator.readsOf(`blog/${slug}`)).toBe(1);
  });

  test("gets pages that no browser can be made to misuse", async () => {
    const { slug } = await publish();
    for (const path of ["/", `/blog/${slug}`, `/posts/${slug}`, "/nowhere"]) {
      const { headers } = await get(path);
      // The API is stricter by itself.
      const isPage = !path.startsWith("/posts/");
      expect(Object.fromEntries(headers)).toMatchObject({
        "strict-transport-security": "max-age=63072000; includeSubDomains",
        "content-security-policy": expect.stringContaining(
          isPage ? "default-src 'self'" : "default-src 'none'",
        ),
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": isPage ? "strict-origin-when-cross-origin" : "no-referrer",
      });
    }
  });

  test("is shown a page that says so where nothing is, and the API's own answer where that is asked", async () => {
    const page = await get("/blog/nowhere");
    expect([page.status, page.headers.get("content-type")]).toEqual([404, "text/html; charset=utf-8"]);
    expect(page.text).toContain("There is no such page");
    const answer = await get("/posts/nowhere");
    expect([answer.status, answer.headers.get("content-type")]).toEqual([404, "application/problem+json"]);
  });

  test("subscribes at the site's own origin", async () => {
    const answer = await ask(`${site}/subscribers`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email: `${randomUUID()}@skein.example` }),
    });
    expect([answer.status, answer.cache]).toEqual([202, "Miss"]);
  });
});

describe("a change", () => {
  test("is served within a second of the invalidation, on every page that shows it", async () => {
    const post = await publish({ tags: ["edits"] });
    const paths = [`/blog/${post.slug}`, `/posts/${post.slug}`, "/tags/edits", "/", "/feed.xml", "/posts"];
    for (const path of paths) await get(path);
    for (const path of paths) expect((await get(path)).cache).toBe("Hit");

    const title = `Edited ${randomUUID()}`;
    const before = await tellings(post.slug);
    expect(await edit(post, { title, tags: ["edits"] })).toMatchObject({ status: 200 });
    await told(post.slug, before);
    const at = performance.now();
    for (const path of paths)
      await expect.poll(async () => (await get(path)).text, { timeout: 1_000, interval: 5 }).toContain(title);
    expect(performance.now() - at).toBeLessThan(1_000);
  });

  test("of the slug leads readers and programs on from the old one", async () => {
    const post = await publish();
    const slug = `renamed-${randomUUID()}`;
    expect((await get(`/blog/${post.slug}`)).text).toContain("<h1>Title");
    expect(await edit(post, { slug })).toMatchObject({ status: 200 });
    await told(slug);
    expect((await get(`/blog/${slug}`)).text).toContain(post.title);
    const old = await get(`/blog/${post.slug}`);
    expect(old.text).toContain(`<meta http-equiv="refresh" content="0; url=/blog/${slug}">`);
    const moved = await get(`/posts/${post.slug}`);
    expect([moved.status, new URL(moved.headers.get("location") ?? "", `${site}/posts/`).pathname]).toEqual([
      301,
      `/posts/${slug}`,
    ]);
    expect((await get("/")).text).not.toContain(`/blog/${post.slug}"`);
  });

  test("that removes a post leaves nothing of it", async () => {
    const tag = `tag-${randomUUID()}`;
    const post = await publish({ tags: [tag] });
    const paths = [`/blog/${post.slug}`, `/posts/${post.slug}`, `/tags/${tag}`];
    for (const path of paths) expect((await get(path)).status).toBe(200);
    const answer = await author.call("DELETE", `${outputs.blog.ApiUrl}/posts/${post.slug}`);
    expect(answer).toMatchObject({ status: 204 });
    for (const path of paths) await expect.poll(async () => (await get(path)).status, soon).toBe(404);
    for (const path of ["/", "/feed.xml", "/posts"]) expect((await get(path)).text).not.toContain(post.slug);
  });

  test("does not lose another one that is made at the same time", async () => {
    const posts = await Promise.all(Array.from({ length: 8 }, () => write({ tags: ["at-once"] })));
    const shown = async (path: string) => {
      const { text } = await get(path);
      return posts.filter(({ slug }) => text.includes(slug)).length;
    };
    for (const path of ["/tags/at-once", "/feed.xml", "/posts"])
      await expect.poll(() => shown(path), soon).toBe(posts.length);
    for (const { slug } of posts) expect((await get(`/blog/${slug}`)).status).toBe(200);
    const pending = async () => (await operator.keys()).filter((key) => key.startsWith("pending/"));
    await expect.poll(pending, soon).toEqual([]);
  });

  test("of an author's name, and of whether there is an author, is on every page", async () => {
    const somebody = await newAuthor(outputs);
    const body = { title: `By ${randomUUID()}`, body: "Text", status: "published" };
    const { slug } = (await somebody.call<Post>("POST", `${outputs.blog.ApiUrl}/posts`, { body })).body;
    const paths = [`/blog/${slug}`, `/posts/${slug}`, "/", "/feed.xml"];
    const shows = async (name: string) => {
      const texts = await Promise.all(paths.map((path) => get(path)));
      return texts.filter(({ text }) => text.includes(name)).length;
    };
    const name = `Countess ${randomUUID()}`;
    await somebody.call("PATCH", `${outputs.users.ApiUrl}/me`, { body: { displayName: name } });
    await expect.poll(() => shows(name), soon).toBe(paths.length);
    await somebody.call("DELETE", `${outputs.users.ApiUrl}/me`);
    await expect.poll(() => shows(name), soon).toBe(0);
    expect((await get(`/blog/${slug}`)).text).toContain(body.title);
  });

  test("of the look reaches every page", async () => {
    const { slug } = await publish();
    const { s3, bucket: Bucket } = operator;
    const Key = "templates/post.html";
    const template = await s3.getObject({ Bucket, Key });
    const Body = `${await template.Body?.transformToString()}<!-- another look -->`;
    await s3.putObject({ Bucket, Key, Body, ContentType: "text/plain; charset=utf-8" });
    const manifest = await s3.getObject({ Bucket, Key: "templates/manifest.json" });
    const sources = await manifest.Body?.transformToString();
    await s3.putObject({ Bucket, Key: "templates/manifest.json", Body: sources ?? "{}" });
    for (const path of [`/blog/${slug}`, "/blog/hello-skein"])
      await expect.poll(async () => (await get(path)).text, soon).toContain("<!-- another look -->");
  });
});

describe("what is not for everybody", () => {
  test("a draft is nowhere, until it is published", async () => {
    const draft = await write({ status: "draft", title: `Secret ${randomUUID()}`, tags: ["secret"] });
    // Whoever is told of this one would have been told of the draft.
    await publish();
    const listed = ["/", "/feed.xml", "/posts", "/posts?limit=100"];
    for (const path of listed) expect((await get(path)).text).not.toContain(draft.slug);
    for (const path of [`/blog/${draft.slug}`, `/posts/${draft.slug}`, "/tags/secret"])
      expect((await get(path)).status).toBe(404);
    expect((await operator.keys()).filter((key) => /secret/.test(key))).toEqual([]);
    await edit(draft, {});
    await told(draft.slug);
    for (const path of [`/blog/${draft.slug}`, `/posts/${draft.slug}`])
      expect((await get(path)).status).toBe(200);
  });

  test("drafts and writes pass the edge with their token, and nothing of it is kept", async () => {
    const authorization = `Bearer ${author.accessToken}`;
    const draft = await write({ status: "draft" });
    const moved = await get("/posts?status=draft", { authorization });
    expect(moved.status).toBe(307);
    const own = await get("/drafts?limit=100", { authorization });
    expect([own.status, own.cache, own.headers.get("cache-control")]).toEqual([200, "Miss", "no-store"]);
    expect(own.text).toContain(draft.slug);
    expect((await get("/drafts?limit=100")).status).toBe(401);

    const body = { title: "Through the edge", body: "Text", status: "published", slug: randomUUID() };
    const post = (headers: Record<string, string>) =>
      ask(`${site}/posts`, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify(body),
      });
    expect((await post({})).status).toBe(401);
    expect((await post({ authorization })).status).toBe(201);
    // The distribution has one page for all that it refuses.
    const reader = await newPerson(outputs);
    expect((await post({ authorization: `Bearer ${reader.accessToken}` })).status).toBe(404);
  });

  test("a token makes no other answer for a public page, and does not go to the API", async () => {
    const { slug } = await publish();
    const authorization = `Bearer ${author.accessToken}`;
    expect((await get(`/posts/${slug}`, { authorization })).cache).toBe("Miss");
    expect((await get(`/posts/${slug}`)).cache).toBe("Hit");
  });

  test("the bucket answers the distribution alone, and of that only for pages", async () => {
    const { slug } = await publish();
    const direct = await ask(`${outputs.cloud.Endpoint}/${operator.bucket}/blog/${slug}`);
    expect(direct.status).toBe(403);
    expect(direct.text).toContain("<Code>AccessDenied</Code>");
    for (const path of ["/templates/post.html", "/templates/manifest.json", "/pending/anything"])
      expect((await get(path)).status).toBe(404);
  });
});
