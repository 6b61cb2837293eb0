import { ValidationFailed } from "@skein/lambda-kit/errors";
import { describe, expect, it } from "vitest";
import { changePost } from "../../src/domain/change-post.ts";
import { aContent, aDraft, aPost, today, yesterday } from "../builders/post.ts";

describe("changing a post", () => {
  it("renders the body anew, counts the version and notes the time", () => {
    const changed = changePost(aPost({ version: 4 }), aContent({ body: "**New**" }), today);
    expect(changed).toMatchObject({
      html: "<p><strong>New</strong></p>\n",
      excerpt: "New",
      version: 5,
      updatedAt: today.toISOString(),
      createdAt: yesterday.toISOString(),
    });
  });

  it("is the same post when nothing changes", () => {
    const post = aPost();
    expect(changePost(post, aContent(), today)).toBe(post);
    expect(changePost(post, aContent({ slug: post.slug }), today)).toBe(post);
  });

  it("keeps its slug when the title changes: no link breaks", () => {
    expect(changePost(aPost(), aContent({ title: "Corrected" }), today)).toMatchObject({
      slug: "hello-skein",
      formerSlugs: [],
    });
  });

  it("has no tags when none are given", () => {
    const { tags: _, ...content } = aContent();
    expect(changePost(aPost(), content, today).tags).toEqual([]);
  });

  it("refuses a body that makes too large a page", () => {
    const content = aContent({ body: "# \n".repeat(16_000) });
    expect(() =>
      changePost(aPost(), { ...content, body: "&".repeat(49_000) + "<".repeat(900) }, today),
    ).not.toThrow();
    expect(() =>
      changePost(aPost(), { ...content, body: '"'.repeat(50_000) + "'".repeat(20_000) }, today),
    ).toThrow(ValidationFailed);
  });

  it("refuses a body that is nested too deeply", () => {
    expect(() => changePost(aPost(), aContent({ body: ">".repeat(50_000) }), today)).toThrow(
      "nested too deeply",
    );
  });
});

describe("publishing", () => {
  it("notes when a draft became public", () => {
    expect(changePost(aDraft(), aContent(), today).publishedAt).toBe(today.toISOString());
  });

  it("keeps that time while the post is withdrawn and published again", () => {
    const withdrawn = changePost(aPost(), aContent({ status: "draft" }), today);
    expect(withdrawn).toMatchObject({ status: "draft", publishedAt: yesterday.toISOString() });
    expect(changePost(withdrawn, aContent(), today).publishedAt).toBe(yesterday.toISOString());
  });
});

describe("another slug", () => {
  it("is remembered beside the old one", () => {
    expect(changePost(aPost(), aContent({ slug: "second" }), today)).toMatchObject({
      slug: "second",
      formerSlugs: ["hello-skein"],
    });
  });

  it("may be one that the post had before", () => {
    const second = changePost(aPost(), aContent({ slug: "second" }), today);
    expect(changePost(second, aContent({ slug: "hello-skein" }), today)).toMatchObject({
      slug: "hello-skein",
      formerSlugs: ["second"],
    });
  });

  it("lets go of the oldest after twenty", () => {
    let post = aPost({ slug: "slug-0" });
    for (let n = 1; n <= 25; n += 1) post = changePost(post, aContent({ slug: `slug-${n}` }), today);
    expect(post.formerSlugs).toEqual(Array.from({ length: 20 }, (_, index) => `slug-${index + 5}`));
  });
});
