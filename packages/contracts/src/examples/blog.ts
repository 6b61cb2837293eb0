/** Examples of the blog API by operation, for its document; a test holds them against the contracts. */
import type { Examples } from "../openapi/service.ts";

const summary = {
  id: "019aab4e-9f5c-7c3a-9d0e-3f6f0a4b8c21",
  slug: "hello-skein",
  title: "Hello, Skein",
  excerpt: "A blog that is rarely written and often read.",
  tags: ["news"],
  status: "published",
  author: { id: "7c9e6679-7425-40de-944b-e07fc1f90ae7", name: "Ada" },
  publishedAt: "2026-11-22T10:43:00.000Z",
  createdAt: "2026-11-22T10:43:00.000Z",
  updatedAt: "2026-11-22T10:43:00.000Z",
  version: 1,
};
const post = {
  ...summary,
  body: "A blog that is *rarely* written and often read.",
  html: "<p>A blog that is <em>rarely</em> written and often read.</p>\n",
};
const { publishedAt: _, ...unpublished } = post;
const draft = { ...unpublished, status: "draft" };
const { body: __, html: ___, ...draftSummary } = draft;
const params = { slug: post.slug };
const { title, body, tags, status } = post;
const cursor = "AQxUb0NvbnRpbnVlLCBzZW5kIHRoaXMgYXMgY3Vyc29y";
const question = "<!doctype html><title>Unsubscribe?</title>";

export const blogExamples: Examples = {
  listPosts: { answer: { items: [summary], cursor } },
  getPost: { params, answer: post },
  createPost: { body: { title, body, tags, status }, answer: post },
  updatePost: { params, body: { title, body, tags, status, slug: post.slug }, answer: post },
  deletePost: { params },
  listDrafts: { answer: { items: [draftSummary] } },
  getDraft: { params, answer: draft },
  subscribe: { body: { email: "grace@example.com" } },
  unsubscribeByLink: { answer: question },
  unsubscribe: { answer: question },
};
