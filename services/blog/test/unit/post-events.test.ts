import { describe, expect, it } from "vitest";
import { postEvents, readPost } from "../../src/adapters/post-events.ts";
import { listItems, postItem, slugItem } from "../../src/adapters/post-items.ts";
import { aDraft, ada, aPost, today } from "../builders/post.ts";

const at = today;
const published = aPost();
const draft = aDraft({ id: published.id, slug: published.slug });
const rewritten = aPost({ id: published.id, title: "Other", slug: "other", version: 2 });

describe("what a change of a post says", () => {
  it.each([
    ["a published post is written", { kind: "inserted", after: published, at }, ["published"]],
    ["a draft is written", { kind: "inserted", after: draft, at }, []],
    ["a draft is rewritten", { kind: "modified", before: draft, after: draft, at }, []],
    ["a draft is published", { kind: "modified", before: draft, after: published, at }, ["published"]],
    [
      "a published post is rewritten",
      { kind: "modified", before: published, after: rewritten, at },
      ["updated"],
    ],
    ["a published post is withdrawn", { kind: "modified", before: published, after: draft, at }, ["deleted"]],
    ["a published post is removed", { kind: "removed", before: published, at, expired: false }, ["deleted"]],
    [
      "the author of a published post is renamed",
      { kind: "modified", before: published, after: { ...published, author: { id: ada }, version: 2 }, at },
      [],
    ],
    ["a draft is removed", { kind: "removed", before: draft, at, expired: false }, []],
  ] as const)("when %s", (_, change, expected) => {
    expect(postEvents(change)).toMatchObject(
      expected.map((name) => ({ type: `skein.blog.post.${name}.v1`, subject: published.id })),
    );
  });

  it("tells whether a post was public before", () => {
    const withdrawn = { ...draft, publishedAt: published.createdAt };
    for (const [before, again] of [
      [draft, false],
      [withdrawn, true],
    ] as const)
      expect(postEvents({ kind: "modified", before, after: published, at })).toMatchObject([
        { data: { again } },
      ]);
  });

  it("leaves out the text, which may be longer than a message", () => {
    const [event] = postEvents({ kind: "inserted", after: published, at });
    expect(event?.data).not.toHaveProperty("body");
    expect(event?.data).not.toHaveProperty("html");
  });

  it("tells the slug before, when it was changed", () => {
    const [event] = postEvents({ kind: "modified", before: published, after: rewritten, at });
    expect(event?.data).toMatchObject({ slug: "other", previousSlug: "hello-skein" });
  });
});

describe("a post in the table", () => {
  it("is read back as it was written", () => {
    const post = aPost({ formerSlugs: ["old"] });
    expect(readPost(postItem(post, "00-trace"))).toEqual(post);
    expect(postItem(post, "00-trace")).toMatchObject({ traceparent: "00-trace" });
  });

  it("is not its slug, nor its place in a list", () => {
    expect(readPost(slugItem("hello-skein", published))).toBeUndefined();
    for (const item of listItems(published)) expect(readPost(item)).toBeUndefined();
  });

  it("is in the list of all and in that of each of its tags, without its text", () => {
    const items = listItems(aPost({ tags: ["news", "aws"] }));
    expect(items.map(({ pk }) => pk)).toEqual(["published", "tag#news", "tag#aws"]);
    for (const item of items) expect(item).not.toHaveProperty("body");
  });

  it("is in its author's list alone while it is a draft", () => {
    expect(listItems(draft).map(({ pk }) => pk)).toEqual([`drafts#${draft.author.id}`]);
  });
});
