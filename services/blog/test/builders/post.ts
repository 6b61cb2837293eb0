import { newPostId, userId } from "@skein/contracts/ids";
import type { StoredPost } from "../../src/domain/post.ts";
import type { PostContent } from "../../src/domain/post-content.ts";

export const ada = userId.parse("11111111-1111-4111-8111-111111111111");
export const bob = userId.parse("22222222-2222-4222-8222-222222222222");

export const yesterday = new Date("2026-11-21T09:00:00.000Z");
export const today = new Date("2026-11-22T09:00:00.000Z");

export const aContent = (fields: Partial<PostContent> = {}): PostContent => ({
  title: "Hello, Skein",
  body: "Rarely *written*, often read.",
  tags: ["news"],
  status: "published",
  ...fields,
});

/** Ada's post, published yesterday, at version 1. */
export const aPost = (fields: Partial<StoredPost> = {}): StoredPost => ({
  id: newPostId(),
  slug: "hello-skein",
  formerSlugs: [],
  title: "Hello, Skein",
  body: "Rarely *written*, often read.",
  html: "<p>Rarely <em>written</em>, often read.</p>\n",
  excerpt: "Rarely written, often read.",
  tags: ["news"],
  status: "published",
  author: { id: ada, name: "Ada" },
  publishedAt: yesterday.toISOString(),
  createdAt: yesterday.toISOString(),
  updatedAt: yesterday.toISOString(),
  version: 1,
  ...fields,
});

export const aDraft = (fields: Partial<StoredPost> = {}): StoredPost => {
  const { publishedAt: _, ...post } = aPost({ status: "draft", slug: "not-yet", ...fields });
  return post;
};
