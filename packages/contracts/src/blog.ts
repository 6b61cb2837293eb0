/** The blog service: posts, and the events about them. Those who hear of posts by e-mail are in blog-subscribers.ts. */
import * as z from "zod/mini";
import { documented } from "./documented.ts";
import { entityFields } from "./entity.ts";
import { defineEvent } from "./event.ts";
import { postId, userId } from "./ids.ts";
import { page, pageQuery } from "./pagination.ts";
import { defineRoute } from "./route.ts";
import { line, prose } from "./text.ts";
import { timestamp } from "./time.ts";

const words = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Words of lower-case letters and digits, joined by hyphens. */
const hyphenated = (maxLength: number) =>
  documented(
    z
      .string()
      .check(
        z.refine(
          (text) => text.length <= maxLength && words.test(text),
          `must be words of a-z and 0-9 joined by hyphens, with at most ${maxLength} characters`,
        ),
      ),
    { minLength: 1, maxLength, pattern: words.source },
  );

export const maximumSlugLength = 80;
export const slug = hyphenated(maximumSlugLength);
export const tag = hyphenated(40);

const maximumTags = 10;
const tags = documented(
  z
    .array(tag)
    .check(
      z.refine(
        (list) => list.length <= maximumTags && new Set(list).size === list.length,
        `must be at most ${maximumTags} different tags`,
      ),
    ),
  { maxItems: maximumTags, uniqueItems: true },
);

export const postStatus = z.enum(["draft", "published"]);
export type PostStatus = z.infer<typeof postStatus>;

const author = z.object({
  id: userId,
  /** Absent when it could not be learnt when the post was written, or the author is gone. */
  name: z.optional(z.string()),
});

const summaryFields = {
  id: postId,
  slug: z.string(),
  title: z.string(),
  /** The beginning as plain text. */
  excerpt: z.string(),
  tags: z.array(z.string()),
  status: postStatus,
  author,
  /** When it was published first. */
  publishedAt: z.optional(timestamp),
  ...entityFields,
};

/** A post as lists show it. */
export const postSummary = z.object(summaryFields);
export type PostSummary = z.infer<typeof postSummary>;

export const post = z.object({
  ...summaryFields,
  /** Markdown, as the author wrote it. */
  body: z.string(),
  /** Made from the body when it was written; safe to put into a page. */
  html: z.string(),
});
export type Post = z.infer<typeof post>;

const postBody = z.strictObject({
  title: line(1, 200),
  body: prose(50_000),
  tags: z.exactOptional(tags),
  status: postStatus,
  slug: z.exactOptional(slug),
});

const postParams = z.strictObject({ slug });
const authors = "authors";
const cacheHeaders = { "cache-control": "How long caches may keep the answer" };

export const listPostsRoute = defineRoute({
  operationId: "listPosts",
  method: "GET",
  path: "/posts",
  auth: "public",
  summary: "Published posts, newest first",
  description: "With `status=draft`, leads to the caller's own drafts, which need an access token.",
  query: z.strictObject({
    ...pageQuery,
    tag: z.exactOptional(tag),
    status: z.exactOptional(postStatus),
  }),
  responses: {
    200: { description: "One page of posts", body: page(postSummary), headers: cacheHeaders },
    307: { description: "Drafts are elsewhere", headers: { location: "Where the drafts are" } },
  },
  concurrency: "etag",
});

export const getPostRoute = defineRoute({
  operationId: "getPost",
  method: "GET",
  path: "/posts/{slug}",
  auth: "public",
  summary: "One published post",
  params: postParams,
  responses: {
    200: { description: "The post", body: post, headers: cacheHeaders },
    301: {
      description: "The post has another slug now",
      headers: { location: "Where the post is", ...cacheHeaders },
    },
  },
  concurrency: "etag",
});

export const createPostRoute = defineRoute({
  operationId: "createPost",
  method: "POST",
  path: "/posts",
  auth: "user",
  group: authors,
  summary: "Write a post",
  description: "Without a `slug` it is made from the title.",
  body: postBody,
  responses: {
    201: { description: "The new post", body: post, headers: { location: "Path of the new post" } },
  },
  errors: ["slug-taken"],
  idempotent: true,
  concurrency: "etag",
});

export const updatePostRoute = defineRoute({
  operationId: "updatePost",
  method: "PUT",
  path: "/posts/{slug}",
  auth: "user",
  group: authors,
  summary: "Rewrite, publish or withdraw a post",
  description:
    "Without a `slug` it keeps the one it has. After a change of slug, the old one leads to the new one.",
  params: postParams,
  body: postBody,
  responses: { 200: { description: "The post after the change", body: post } },
  errors: ["slug-taken"],
  concurrency: "etag",
});

export const deletePostRoute = defineRoute({
  operationId: "deletePost",
  method: "DELETE",
  path: "/posts/{slug}",
  auth: "user",
  group: authors,
  summary: "Remove a post and all of its slugs",
  params: postParams,
  responses: { 204: { description: "The post is gone" } },
  concurrency: "etag",
});

export const listDraftsRoute = defineRoute({
  operationId: "listDrafts",
  method: "GET",
  path: "/drafts",
  auth: "user",
  group: authors,
  summary: "My drafts, newest first",
  query: z.strictObject(pageQuery),
  responses: { 200: { description: "One page of drafts", body: page(postSummary) } },
});

export const getDraftRoute = defineRoute({
  operationId: "getDraft",
  method: "GET",
  path: "/drafts/{slug}",
  auth: "user",
  group: authors,
  summary: "One of my drafts",
  params: postParams,
  responses: { 200: { description: "The draft", body: post } },
  concurrency: "etag",
});

const postEventFields = {
  postId,
  slug: z.string(),
  title: z.string(),
  tags: z.array(z.string()),
  authorId: userId,
};

export const postPublished = defineEvent({
  service: "blog",
  name: "post.published",
  summary: "A post became public, for the first time or again",
  subject: "id of the post",
  data: z.object({
    ...postEventFields,
    excerpt: z.string(),
    /** For the first time. */
    publishedAt: timestamp,
    /** Whether it was public before, and withdrawn in between. */
    again: z.boolean(),
  }),
});

export const postUpdated = defineEvent({
  service: "blog",
  name: "post.updated",
  summary: "A public post was rewritten",
  subject: "id of the post",
  data: z.object({
    ...postEventFields,
    /** When it was changed. */
    previousSlug: z.optional(z.string()),
    updatedAt: timestamp,
  }),
});

export const postDeleted = defineEvent({
  service: "blog",
  name: "post.deleted",
  summary: "A public post was removed, or withdrawn to be a draft again",
  subject: "id of the post",
  data: z.object({ ...postEventFields, deletedAt: timestamp }),
});
