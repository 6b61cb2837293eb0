import { describe, expect, it } from "vitest";
import { changePost } from "../../src/domain/change-post.ts";
import type { StoredPost } from "../../src/domain/post.ts";
import { renewSite, SiteUnsettled } from "../../src/domain/renew-site.ts";
import { aContent, aDraft, aPost, today, yesterday } from "../builders/post.ts";
import { aSite, postsOfSite, templates } from "../builders/site-in-memory.ts";

const first = aPost({ slug: "first", title: "First", tags: ["news"] });
const second = aPost({ slug: "second", title: "Second", tags: ["news", "how-to"] });
const cause = (post: StoredPost, id = "event") => ({ id, postId: post.id });
const lists = ["/", "/index.html", "/feed.xml"];
const longAgo = new Date("2026-11-01T00:00:00.000Z");

const edited = (post: StoredPost, fields: Parameters<typeof aContent>[0]) =>
  changePost(post, aContent({ tags: [...post.tags], title: post.title, ...fields }), today);

describe("the site", () => {
  it("has a page for each post and tag, a home page and a feed, and nothing of drafts", async () => {
    const site = aSite(postsOfSite(first, aDraft({ title: "Secret", tags: ["secret"] })), today);
    await renewSite(cause(first), site);
    expect(site.site.pages()).toEqual({
      "blog/first": `First ${first.html}`,
      "tags/news": "news: First;",
      "index.html": "First;",
      "feed.xml": "First;",
    });
    expect(site.forgotten).toHaveLength(1);
    expect(new Set(site.forgotten[0])).toEqual(new Set([...lists, "/blog/first", "/tags/news"]));
  });

  it("is left alone when it is as it should be, but the edge forgets what it is told to", async () => {
    const site = aSite(postsOfSite(first), today);
    await renewSite(cause(first), site);
    for (const key of Object.keys(site.site.pages()))
      site.site.before(key, () => expect.fail(`${key} was written`));
    await renewSite({ ...cause(first, "another"), paths: ["/posts/first"] }, site);
    expect(site.forgotten[1]).toEqual(["/posts/first"]);
  });

  it("changes where the post changed, and nowhere else", async () => {
    const site = aSite(postsOfSite(first, second), today);
    await renewSite(cause(first), site);
    site.posts.put(edited(second, { body: "Other words" }));
    await renewSite(cause(second), site);
    expect(site.site.pages()["blog/second"]).toBe("Second <p>Other words</p>\n");
    expect(site.forgotten[1]).toEqual(["/blog/second"]);
  });

  it("leads from the slug that a post had to the one that it has", async () => {
    const site = aSite(postsOfSite(first), today);
    await renewSite(cause(first), site);
    site.posts.put(edited(first, { slug: "renamed" }));
    await renewSite(cause(first), site);
    expect(site.site.pages()).toMatchObject({ "blog/first": "moved to /blog/renamed" });
    site.posts.delete(first.id);
    await renewSite(cause(first), site);
    expect(site.site.pages()).toEqual({ "index.html": "", "feed.xml": "" });
    expect(site.forgotten[2]).toEqual(expect.arrayContaining(["/blog/first", "/blog/renamed", "/tags/news"]));
  });

  it("loses the pages of what was withdrawn, and of a tag that no post has any more", async () => {
    const site = aSite(postsOfSite(first, second), today);
    await renewSite(cause(first), site);
    site.posts.put({ ...second, status: "draft", version: 2 });
    await renewSite(cause(second), site);
    expect(Object.keys(site.site.pages()).sort()).toEqual([
      "blog/first",
      "feed.xml",
      "index.html",
      "tags/news",
    ]);
  });

  it("keeps what others put there", async () => {
    const others = { "404.html": "not here", subscribe: "form", "assets/site.css": "" };
    const site = aSite(postsOfSite(), today, { ...templates, ...others });
    await renewSite({ id: "look" }, site);
    expect(site.site.pages()).toMatchObject({ "404.html": "not here", subscribe: "form" });
  });

  it("waits for its look", async () => {
    const site = aSite(postsOfSite(first), today, { "templates/home.html": "" });
    await renewSite({ ...cause(first), paths: ["/posts/first"] }, site);
    expect(site.site.pages()).toEqual({});
    expect(site.forgotten).toEqual([["/posts/first"]]);
  });

  it("is made anew of new templates", async () => {
    const site = aSite(postsOfSite(first), today);
    await renewSite(cause(first), site);
    site.site.files.set("templates/post.html", { text: "new {{title}}", modifiedAt: today });
    await renewSite({ id: "look" }, site);
    expect(site.site.pages()["blog/first"]).toBe("new First");
  });

  it("reads no text of posts whose pages are surely good", async () => {
    const old = Array.from({ length: 30 }, (_, n) =>
      aPost({
        slug: `old-${n}`,
        tags: [],
        updatedAt: longAgo.toISOString(),
        publishedAt: new Date(longAgo.getTime() + n).toISOString(),
      }),
    );
    const site = aSite(postsOfSite(...old), yesterday);
    for (const key of Object.keys(templates))
      site.site.files.set(key, { text: templates[key] ?? "", modifiedAt: longAgo });
    await renewSite({ id: "look" }, site);
    const asked: string[] = [];
    const { whole } = site.posts;
    const watched = async (ids: readonly string[]) => {
      asked.push(...ids);
      return whole(ids);
    };
    const posts = { ...site.posts, whole: watched };
    await renewSite({ id: "event", postId: old[0]?.id ?? "" }, { ...site, posts });
    // Those in the feed, and the one that the event is about.
    expect(asked).toEqual([old[0]?.id, ...old.slice(10).map(({ id }) => id)]);
    expect(Object.keys(site.site.pages())).toContain("blog/old-5");
  });
});

describe("several changes at once", () => {
  it("are all in the lists, whoever writes last", async () => {
    const posts = postsOfSite(first);
    const site = aSite(posts, today);
    // While the first is written, the second is published and written; then the first one's list goes over it.
    site.site.before("index.html", async () => {
      posts.put(second);
      await renewSite(cause(second, "event of second"), site);
    });
    await renewSite(cause(first, "event of first"), site);
    expect(site.site.pages()).toMatchObject({ "index.html": "Second;First;", "feed.xml": "Second;First;" });
    expect(site.site.pages()["blog/second"]).toBeDefined();
  });

  it("end with the newest text of a post", async () => {
    const posts = postsOfSite(first);
    const site = aSite(posts, today);
    site.site.before("blog/first", async () => {
      posts.put(edited(first, { body: "Newest" }));
      await renewSite(cause(first, "second event"), site);
    });
    await renewSite(cause(first, "first event"), site);
    expect(site.site.pages()["blog/first"]).toBe("First <p>Newest</p>\n");
  });

  it("that do not end are left to a later attempt", async () => {
    const posts = postsOfSite(first);
    const site = aSite(posts, today);
    let version = 1;
    const { list } = posts;
    const changing = async () => {
      version += 1;
      posts.put({ ...first, version });
      return list();
    };
    const restless = { ...posts, list: changing };
    await expect(renewSite(cause(first), { ...site, posts: restless })).rejects.toThrow(SiteUnsettled);
    expect(site.forgotten).toEqual([]);
  });
});

describe("a renewal that dies", () => {
  it("before it told the edge: the next attempt does, of pages that went, too", async () => {
    const site = aSite(postsOfSite(first, second), today);
    await renewSite(cause(first), site);
    site.posts.delete(second.id);
    const dying = { ...site, edge: { forget: () => Promise.reject(new Error("died")) } };
    await expect(renewSite(cause(second, "deleted"), dying)).rejects.toThrow("died");
    await renewSite(cause(second, "deleted"), site);
    expect(new Set(site.forgotten[1])).toEqual(
      new Set([...lists, "/blog/second", "/tags/news", "/tags/how-to"]),
    );
    expect(Object.keys(site.site.pages()).filter((key) => key.startsWith("pending/"))).toEqual([]);
  });

  it("while it writes: the next attempt writes what is missing", async () => {
    const site = aSite(postsOfSite(first), today);
    site.site.before("blog/first", () => Promise.reject(new Error("died")));
    await expect(renewSite(cause(first), site)).rejects.toThrow("died");
    await renewSite(cause(first), site);
    expect(site.site.pages()["blog/first"]).toBeDefined();
    expect(new Set(site.forgotten[0])).toEqual(new Set([...lists, "/blog/first", "/tags/news"]));
  });
});

it("many paths become few with wildcards", async () => {
  const posts = Array.from({ length: 120 }, (_, n) => aPost({ slug: `post-${n}`, tags: [] }));
  const site = aSite(postsOfSite(...posts), today);
  await renewSite({ id: "look", paths: ["/posts"] }, site);
  expect(site.forgotten).toEqual([
    ["/posts", "/", "/index.html", "/feed.xml", "/page/*", "/blog/*", "/tags/*"],
  ]);
});
