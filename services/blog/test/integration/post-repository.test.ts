import { randomUUID } from "node:crypto";
import { DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import { userId } from "@skein/contracts/ids";
import { createDynamoDbEngine } from "@skein/local-cloud/engines/dynamodb/dynamodb-engine";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestCloud, type TestCloud } from "../../../../packages/local-cloud/test/support/cloud.ts";
import { createTemplateTable } from "../../../../packages/local-cloud/test/support/template-table.ts";
import { postRepository } from "../../src/adapters/post-repository.ts";
import { changePost } from "../../src/domain/change-post.ts";
import { PostOvertaken, SlugTaken, type StoredPost } from "../../src/domain/post.ts";
import type { PostList, PostRepository } from "../../src/domain/post-repository.ts";
import { aContent, aDraft, ada, aPost, today } from "../builders/post.ts";

const tableFile = new URL("../../resources/posts-table.yml", import.meta.url);

let cloud: TestCloud;
let client: DynamoDBClient;
let posts: PostRepository;

beforeAll(async () => {
  cloud = await startTestCloud({ engines: async (context) => [await createDynamoDbEngine(context)] });
  client = new DynamoDBClient(cloud.client);
  const tableName = await createTemplateTable(client, tableFile, "PostsTable");
  posts = postRepository({ tableName, client, traceparent: "00-trace" });
});

afterAll(async () => {
  client?.destroy();
  await cloud?.close();
});

const add = (fields: Partial<StoredPost> = {}) =>
  posts.add(aPost({ slug: randomUUID(), tags: [], ...fields }));

const replace = async (post: StoredPost, fields: Parameters<typeof aContent>[0]) => {
  const changed = changePost(post, aContent({ tags: post.tags, ...fields }), today);
  await posts.replace(changed, post);
  return changed;
};

const idsIn = async (list: PostList, limit = 100) => {
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const { items, last } = await posts.page(list, { limit, after });
    ids.push(...items.map(({ id }) => id));
    after = last;
  } while (after !== undefined);
  return ids;
};

const itemsOf = async ({ id }: StoredPost) => {
  const { Items = [] } = await client.send(
    new ScanCommand({ TableName: "PostsTable", ConsistentRead: true }),
  );
  return Items.filter((item) => JSON.stringify(item).includes(id)).map(({ pk }) => pk?.S);
};

describe("one post", () => {
  it("is found by its slug as it was added, with all of its fields", async () => {
    const post = await add({ tags: ["news"] });
    expect(await posts.find(post.slug)).toEqual(post);
    expect(await posts.find(randomUUID())).toBeUndefined();
  });

  it("is added once: a second time answers the stored one", async () => {
    const post = await add();
    expect(await posts.add({ ...post, title: "Other" })).toEqual(post);
    expect(await posts.add({ ...post, slug: randomUUID() })).toEqual(post);
  });

  it("is not added at a slug that another one has, or had, and leaves nothing behind", async () => {
    const post = await add();
    const moved = await replace(post, { slug: randomUUID() });
    for (const slug of [post.slug, moved.slug]) {
      const second = aPost({ slug, title: randomUUID() });
      await expect(posts.add(second)).rejects.toThrow(SlugTaken);
      expect(await itemsOf(second)).toEqual([]);
    }
  });

  it("is found by the slugs that it had, and may take one back", async () => {
    const first = await add();
    const second = await replace(first, { slug: randomUUID() });
    expect(await posts.find(first.slug)).toEqual(second);
    const third = await replace(second, { slug: first.slug });
    expect(await posts.find(second.slug)).toEqual(third);
  });

  it("is not moved to another post's slug, and stays as it was", async () => {
    const [one, other] = [await add(), await add()];
    await expect(replace(one, { slug: other.slug, title: "Moved" })).rejects.toThrow(SlugTaken);
    expect(await posts.find(one.slug)).toEqual(one);
    expect(await posts.find(other.slug)).toEqual(other);
  });

  it("is replaced at the version that was read, and at no other", async () => {
    const post = await add();
    const changed = await replace(post, { title: "Changed" });
    await expect(replace(post, { title: "Too late" })).rejects.toThrow(PostOvertaken);
    expect(await posts.find(post.slug)).toEqual(changed);
  });

  it("is changed by one of two writers who read the same version", async () => {
    const post = await add();
    const writes = await Promise.allSettled(["first", "second"].map((title) => replace(post, { title })));
    expect(writes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("goes with all of its slugs and places, at its version only", async () => {
    const post = await replace(await add({ tags: ["gone"] }), { slug: randomUUID() });
    await expect(posts.remove({ ...post, version: 1 })).rejects.toThrow(PostOvertaken);
    await posts.remove(post);
    expect(await itemsOf(post)).toEqual([]);
    await expect(posts.remove(post)).rejects.toThrow(PostOvertaken);
  });

  it("lets go of slugs that it no longer remembers, and others may have them", async () => {
    let post = await add();
    const { slug } = post;
    for (let n = 0; n < 21; n += 1) post = await replace(post, { slug: randomUUID() });
    expect(await posts.find(slug)).toBeUndefined();
    await add({ slug });
  });
});

it("all posts of an author are found, drafts too, and not their slugs and places", async () => {
  const author = { id: userId.parse(randomUUID()) };
  const draft = await posts.add(aDraft({ slug: randomUUID(), author }));
  const published = await add({ author, tags: ["news"] });
  const found: StoredPost[] = [];
  for await (const post of posts.byAuthor(author.id)) found.push(post);
  expect(found.map(({ id }) => id).toSorted()).toEqual([draft.id, published.id].toSorted());
});

describe("a list", () => {
  it("of a tag has the posts of that tag, newest first, in pages that leave nothing out", async () => {
    const ids: string[] = [];
    for (let day = 10; day < 17; day += 1) {
      const post = await add({ tags: ["daily"], publishedAt: `2026-11-${day}T09:00:00.000Z` });
      ids.unshift(post.id);
    }
    await add({ tags: ["other"] });
    for (const limit of [2, 7, 100])
      expect(await idsIn({ of: "published", tag: "daily" }, limit)).toEqual(ids);
    const { last } = await posts.page({ of: "published", tag: "daily" }, { limit: 7 });
    expect(last).toBeUndefined();
  });

  it("follows the tags of a post, and shows it as it is now", async () => {
    const post = await add({ tags: ["before", "both"] });
    await replace(post, { tags: ["both", "after"], title: "Changed" });
    expect(await idsIn({ of: "published", tag: "before" })).toEqual([]);
    for (const tag of ["both", "after"]) {
      const { items } = await posts.page({ of: "published", tag }, { limit: 100 });
      expect(items).toMatchObject([{ id: post.id, title: "Changed", version: 2 }]);
    }
  });

  it("of drafts has those of its author alone, until they are published", async () => {
    const authorId = userId.parse(randomUUID());
    const draft = await posts.add(aDraft({ slug: randomUUID(), author: { id: authorId }, tags: ["plans"] }));
    expect(await idsIn({ of: "drafts", authorId })).toEqual([draft.id]);
    expect(await idsIn({ of: "drafts", authorId: ada })).not.toContain(draft.id);
    expect(await idsIn({ of: "published", tag: "plans" })).toEqual([]);
    expect(await idsIn({ of: "published" })).not.toContain(draft.id);

    const published = await replace(draft, {});
    expect(await idsIn({ of: "drafts", authorId })).toEqual([]);
    expect(await idsIn({ of: "published" })).toContain(draft.id);

    await replace(published, { status: "draft" });
    expect(await idsIn({ of: "drafts", authorId })).toEqual([draft.id]);
    expect(await idsIn({ of: "published" })).not.toContain(draft.id);
  });
});
