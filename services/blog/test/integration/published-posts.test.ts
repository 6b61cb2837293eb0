import { randomUUID } from "node:crypto";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { createDynamoDbEngine } from "@skein/local-cloud/engines/dynamodb/dynamodb-engine";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestCloud, type TestCloud } from "../../../../packages/local-cloud/test/support/cloud.ts";
import { createTemplateTable } from "../../../../packages/local-cloud/test/support/template-table.ts";
import { postRepository } from "../../src/adapters/post-repository.ts";
import { publishedPosts } from "../../src/adapters/published-posts.ts";
import { changePost } from "../../src/domain/change-post.ts";
import type { PostRepository } from "../../src/domain/post-repository.ts";
import type { PublishedPosts } from "../../src/domain/published-posts.ts";
import { aContent, aDraft, aPost, today } from "../builders/post.ts";

const tableFile = new URL("../../resources/posts-table.yml", import.meta.url);

let cloud: TestCloud;
let client: DynamoDBClient;
let posts: PostRepository;
let published: PublishedPosts;

beforeAll(async () => {
  cloud = await startTestCloud({ engines: async (context) => [await createDynamoDbEngine(context)] });
  client = new DynamoDBClient(cloud.client);
  const tableName = await createTemplateTable(client, tableFile, "PostsTable");
  posts = postRepository({ tableName, client });
  published = publishedPosts({ tableName, client });
});

afterAll(async () => {
  client?.destroy();
  await cloud?.close();
});

it("are what is public, with the slugs that lead to it, and nothing else", async () => {
  const post = await posts.add(aPost({ slug: randomUUID() }));
  await posts.add(aDraft({ slug: randomUUID() }));
  const changed = changePost(post, aContent({ slug: randomUUID() }), today);
  await posts.replace(changed, post);
  const { id, slug, version } = changed;
  expect(await published.list()).toMatchObject([{ id, slug, version, formerSlugs: [post.slug] }]);
  await posts.remove(changed);
  expect(await published.list()).toEqual([]);
});

it("come with their texts, however many are asked for, but for those that are not public any more", async () => {
  const all = await Promise.all(
    Array.from({ length: 120 }, () => posts.add(aPost({ slug: randomUUID(), html: "x".repeat(10_000) }))),
  );
  const draft = await posts.add(aDraft({ slug: randomUUID() }));
  const ids = [...all.map(({ id }) => id), draft.id, randomUUID()];
  const found = await published.whole(ids);
  expect(found.map(({ id }) => id).sort()).toEqual(all.map(({ id }) => id).sort());
  expect(found.every(({ html }) => html.length === 10_000)).toBe(true);
  expect(await published.list()).toHaveLength(120);
});

it("are read for nobody who gave up", async () => {
  const given = publishedPosts({ signal: AbortSignal.abort(), tableName: "PostsTable", client });
  await expect(given.list()).rejects.toThrow();
  await expect(given.whole([randomUUID()])).rejects.toThrow();
});
