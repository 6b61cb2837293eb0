import { newPostId } from "@skein/contracts/ids";
import { NotFound, ValidationFailed, VersionConflict } from "@skein/lambda-kit/errors";
import { describe, expect, it } from "vitest";
import type { AuthorNames } from "../../src/domain/author-names.ts";
import { createPost } from "../../src/domain/create-post.ts";
import { deletePost } from "../../src/domain/delete-post.ts";
import { SlugTaken } from "../../src/domain/post.ts";
import type { PostRepository } from "../../src/domain/post-repository.ts";
import { readDraft, readPost } from "../../src/domain/read-post.ts";
import { updatePost } from "../../src/domain/update-post.ts";
import { aContent, aDraft, ada, aPost, bob, today, yesterday } from "../builders/post.ts";
import { postsInMemory } from "../builders/posts-in-memory.ts";

const called = (name: string | undefined): Pick<AuthorNames, "nameOf"> => ({ nameOf: async () => name });
const authorNames = called("Ada Lovelace");
const edit = (slug: string, editorId = ada, expectedVersion?: number) => ({
  slug,
  editorId,
  expectedVersion,
});

describe("writing a post", () => {
  const write = (content = aContent(), posts = postsInMemory()) =>
    createPost({ id: newPostId(), authorId: ada, content }, today, { posts, authorNames });

  it("makes slug, HTML and excerpt", async () => {
    expect(await write()).toMatchObject({
      slug: "hello-skein",
      html: "<p>Rarely <em>written</em>, often read.</p>\n",
      excerpt: "Rarely written, often read.",
      author: { id: ada, name: "Ada Lovelace" },
      publishedAt: today.toISOString(),
      version: 1,
    });
  });

  it("takes the slug that is given", async () => {
    expect(await write(aContent({ slug: "mine" }))).toMatchObject({ slug: "mine" });
  });

  it("leaves a draft without a time of publication", async () => {
    expect(await write(aContent({ status: "draft" }))).not.toHaveProperty("publishedAt");
  });

  it("refuses a title that makes no slug, and says what to do", async () => {
    await expect(write(aContent({ title: "日本語" }))).rejects.toThrow(
      "/body/slug cannot be made from this title",
    );
    await expect(write(aContent({ title: "日本語" }))).rejects.toThrow(ValidationFailed);
  });

  it("refuses a slug that another post has, or had", async () => {
    await expect(write(aContent(), postsInMemory(aPost()))).rejects.toThrow(SlugTaken);
    await expect(
      write(aContent(), postsInMemory(aPost({ slug: "new", formerSlugs: ["hello-skein"] }))),
    ).rejects.toThrow(SlugTaken);
  });

  it("answers what the first attempt wrote when a retry comes with its id", async () => {
    const ports = { posts: postsInMemory(), authorNames };
    const request = { id: newPostId(), authorId: ada, content: aContent() };
    const first = await createPost(request, yesterday, ports);
    expect(await createPost(request, today, ports)).toEqual(first);
  });

  it("goes on without a name when nobody can tell it", async () => {
    const posts = postsInMemory();
    const post = await createPost({ id: newPostId(), authorId: ada, content: aContent() }, today, {
      posts,
      authorNames: called(undefined),
    });
    expect(post.author).toEqual({ id: ada });
  });
});

describe("what the public sees", () => {
  it("is a published post, also by a slug that it had before", async () => {
    const post = aPost({ formerSlugs: ["old"] });
    const posts = postsInMemory(post);
    expect(await readPost("hello-skein", { posts })).toEqual({ post, movedTo: undefined });
    expect(await readPost("old", { posts })).toEqual({ post, movedTo: "hello-skein" });
  });

  it("is no draft, nor what never was", async () => {
    const posts = postsInMemory(aDraft());
    await expect(readPost("not-yet", { posts })).rejects.toThrow(NotFound);
    await expect(readPost("nothing", { posts })).rejects.toThrow(NotFound);
  });
});

describe("a draft", () => {
  const posts = postsInMemory(aDraft(), aPost());

  it("is its author's", async () => {
    expect(await readDraft("not-yet", ada, { posts })).toMatchObject({ status: "draft" });
  });

  it("is not there for anybody else, to read, change or delete", async () => {
    await expect(readDraft("not-yet", bob, { posts })).rejects.toThrow(NotFound);
    await expect(updatePost(edit("not-yet", bob), aContent(), today, { posts, authorNames })).rejects.toThrow(
      NotFound,
    );
    await expect(deletePost(edit("not-yet", bob), { posts })).rejects.toThrow(NotFound);
  });

  it("is no published post", async () => {
    await expect(readDraft("hello-skein", ada, { posts })).rejects.toThrow(NotFound);
  });
});

describe("rewriting a post", () => {
  it("may be done by any author once it is published, and stays its author's", async () => {
    const posts = postsInMemory(aPost());
    const changed = await updatePost(edit("hello-skein", bob), aContent({ body: "Corrected" }), today, {
      posts,
      authorNames,
    });
    expect(changed).toMatchObject({
      body: "Corrected",
      author: { id: ada, name: "Ada Lovelace" },
      version: 2,
    });
  });

  it("keeps the name that is known when nobody can tell a newer one", async () => {
    const ports = { posts: postsInMemory(aPost()), authorNames: called(undefined) };
    const changed = await updatePost(edit("hello-skein"), aContent({ body: "New" }), today, ports);
    expect(changed.author).toEqual({ id: ada, name: "Ada" });
  });

  it("is not done by a slug that the post had before", async () => {
    const posts = postsInMemory(aPost({ formerSlugs: ["old"] }));
    await expect(updatePost(edit("old"), aContent(), today, { posts, authorNames })).rejects.toThrow(
      NotFound,
    );
  });

  it("refuses a stale version", async () => {
    const posts = postsInMemory(aPost({ version: 2 }));
    await expect(
      updatePost(edit("hello-skein", ada, 1), aContent({ body: "x" }), today, { posts, authorNames }),
    ).rejects.toThrow(VersionConflict);
  });

  /** Somebody else's write comes between this one's read and write, as often as told. */
  const overtaken = (times: number, posts: PostRepository): PostRepository => {
    let left = times;
    return {
      ...posts,
      async replace(post, stored) {
        if (left-- > 0)
          await posts.replace({ ...stored, title: `write ${left}`, version: stored.version + 1 }, stored);
        return posts.replace(post, stored);
      },
    };
  };

  it("rewrites the newest version when the editor expects none and was overtaken", async () => {
    const posts = overtaken(1, postsInMemory(aPost()));
    expect(
      await updatePost(edit("hello-skein"), aContent({ body: "x" }), today, { posts, authorNames }),
    ).toMatchObject({ body: "x", version: 3 });
  });

  it("gives up when it is overtaken again and again, and at once when a version is expected", async () => {
    for (const [times, version] of [
      [Number.POSITIVE_INFINITY, undefined],
      [1, 1],
    ] as const) {
      const posts = overtaken(times, postsInMemory(aPost()));
      await expect(
        updatePost(edit("hello-skein", ada, version), aContent({ body: "x" }), today, { posts, authorNames }),
      ).rejects.toThrow(VersionConflict);
    }
  });
});

describe("deleting a post", () => {
  it("frees its slugs", async () => {
    const posts = postsInMemory(aPost({ formerSlugs: ["old"] }));
    await deletePost(edit("hello-skein"), { posts });
    expect(await posts.find("old")).toBeUndefined();
    await expect(deletePost(edit("hello-skein"), { posts })).rejects.toThrow(NotFound);
  });

  it("refuses a stale version", async () => {
    const posts = postsInMemory(aPost({ version: 2 }));
    await expect(deletePost(edit("hello-skein", ada, 1), { posts })).rejects.toThrow(VersionConflict);
  });
});
