import { describe, expect, it } from "vitest";
import { forgetAuthor, hasPublished, renameAuthor } from "../../src/domain/follow-author.ts";
import { aDraft, ada, aPost, bob, today } from "../builders/post.ts";
import { postsInMemory } from "../builders/posts-in-memory.ts";

const bobs = aPost({ slug: "bobs", author: { id: bob, name: "Bob" } });
const some = () => postsInMemory(aPost(), aDraft(), bobs);

describe("an author who is called otherwise", () => {
  it("is called so on all posts, drafts too, and nobody else is", async () => {
    const posts = some();
    expect(await renameAuthor(ada, "Countess", today, { posts })).toBe(2);
    for (const slug of ["hello-skein", "not-yet"])
      expect(await posts.find(slug)).toMatchObject({
        author: { id: ada, name: "Countess" },
        version: 2,
        updatedAt: today.toISOString(),
      });
    expect(await posts.find("bobs")).toEqual(bobs);
  });

  it("is not renamed twice", async () => {
    const posts = some();
    await renameAuthor(ada, "Countess", today, { posts });
    expect(await renameAuthor(ada, "Countess", today, { posts })).toBe(0);
  });

  it("does not undo what was written meanwhile", async () => {
    const posts = some();
    let writes = 1;
    const overtaken: typeof posts = {
      ...posts,
      async replace(post, stored) {
        if (writes-- > 0) await posts.replace({ ...stored, title: "Meanwhile", version: 2 }, stored);
        return posts.replace(post, stored);
      },
    };
    await renameAuthor(ada, "Countess", today, { posts: overtaken });
    expect(await posts.find("hello-skein")).toMatchObject({
      title: "Meanwhile",
      author: { name: "Countess" },
      version: 3,
    });
  });
});

describe("somebody", () => {
  it("is an author in public with a post that is published, and not with drafts", async () => {
    expect(await hasPublished(ada, { posts: some() })).toBe(true);
    expect(await hasPublished(ada, { posts: postsInMemory(aDraft(), bobs) })).toBe(false);
  });
});

describe("an author who is gone", () => {
  it("leaves what is published, without the name, and no drafts", async () => {
    const posts = some();
    for (let times = 0; times < 2; times += 1) await forgetAuthor(ada, today, { posts });
    expect((await posts.find("hello-skein"))?.author).toEqual({ id: ada });
    expect(await posts.find("not-yet")).toBeUndefined();
    expect(await posts.find("bobs")).toEqual(bobs);
  });
});
