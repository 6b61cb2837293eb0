import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { feedPage, homePages, postPage, tagPages, type WholePost } from "../../src/domain/site-pages.ts";

const siteUrl = "https://site.example";

const post = (number: number, changes: Partial<WholePost> = {}): WholePost => {
  const publishedAt = new Date(Date.UTC(2026, 0, 1, 12) + number * 86_400_000).toISOString();
  return {
    id: `post-${number}`,
    slug: `post-${number}`,
    title: `Post ${number}`,
    excerpt: `About ${number}`,
    tags: ["all"],
    author: { name: "Ada" },
    publishedAt,
    updatedAt: publishedAt,
    html: `<p>${number}</p>`,
    ...changes,
  };
};

const posts = (count: number): WholePost[] => Array.from({ length: count }, (_, index) => post(index + 1));

const titles = ({ page }: ReturnType<typeof homePages>[number]) => page.entries.map(({ title }) => title);

describe("the home page", () => {
  it("is there before the first post", () => {
    expect(homePages([], siteUrl)).toEqual([
      {
        path: "/",
        page: {
          url: "https://site.example/",
          entries: [],
          number: undefined,
          newer: undefined,
          older: undefined,
        },
      },
    ]);
  });

  it("shows a post with its author, day and tags", () => {
    const [home] = homePages([post(1, { tags: ["news", "how-to"] })], siteUrl);
    expect(home?.page.entries).toEqual([
      {
        path: "/blog/post-1",
        title: "Post 1",
        excerpt: "About 1",
        author: "Ada",
        published: { at: "2026-01-02T12:00:00.000Z", text: "2 January 2026" },
        tags: [
          { tag: "news", path: "/tags/news" },
          { tag: "how-to", path: "/tags/how-to" },
        ],
      },
    ]);
  });
});

describe("pages of a list", () => {
  it("show every post once, newest first, whatever their number", () => {
    fc.assert(
      fc.property(fc.nat(100), (count) => {
        const shown = homePages(posts(count), siteUrl).flatMap(titles);
        expect(shown).toEqual(
          posts(count)
            .reverse()
            .map(({ title }) => title),
        );
      }),
    );
  });

  it("lead to each other in both directions", () => {
    fc.assert(
      fc.property(fc.nat(100), (count) => {
        const pages = homePages(posts(count), siteUrl);
        for (const [index, { path, page }] of pages.entries()) {
          expect(page.url).toBe(`${siteUrl}${path}`);
          expect(page.newer).toBe(pages[index - 1]?.path);
          expect(page.older).toBe(pages[index + 1]?.path);
        }
        expect(new Set(pages.map(({ path }) => path)).size).toBe(pages.length);
      }),
    );
  });

  it("stay what they are when a post is published, but for the first and what leads back to it", () => {
    const before = homePages(posts(39), siteUrl);
    const after = new Map(homePages(posts(40), siteUrl).map(({ path, page }) => [path, page]));
    for (const { path, page } of before.slice(2)) expect(after.get(path)).toEqual(page);
    expect(after.has("/page/3")).toBe(true);
  });
});

describe("the pages of a tag", () => {
  it("show the posts that have it", () => {
    const [news] = tagPages("news", [post(1), post(2, { tags: ["news"] })], siteUrl);
    expect(news?.path).toBe("/tags/news");
    expect(news?.page).toMatchObject({ tag: "news", url: "https://site.example/tags/news" });
    expect(news?.page.entries.map(({ title }) => title)).toEqual(["Post 2"]);
  });

  it("lead to older ones of the same tag", () => {
    const pages = tagPages("all", posts(20), siteUrl);
    expect(pages.map(({ path }) => path)).toEqual(["/tags/all", "/tags/all/page/1"]);
  });

  it("are gone with its last post", () => {
    expect(tagPages("news", posts(3), siteUrl)).toEqual([]);
  });
});

describe("a post's page", () => {
  it("tells of a change on a later day only", () => {
    const sameDay = postPage(post(1, { updatedAt: "2026-01-02T20:00:00.000Z" }), siteUrl);
    expect(sameDay.page.updated).toBeUndefined();
    const later = postPage(post(1, { updatedAt: "2026-02-03T20:00:00.000Z" }), siteUrl);
    expect(later.page.updated?.text).toBe("3 February 2026");
  });
});

describe("the feed", () => {
  const now = new Date("2026-12-24T00:00:00.000Z");

  it("has the newest posts and the time of the latest change", () => {
    const changed = post(30, { updatedAt: "2026-10-01T00:00:00.000Z" });
    const { page } = feedPage([...posts(29), changed], siteUrl, now);
    expect(page.posts.map(({ id }) => id)).toEqual(
      Array.from({ length: 20 }, (_, index) => `post-${30 - index}`),
    );
    expect(page.updatedAt).toBe("2026-10-01T00:00:00.000Z");
  });

  it("is there before the first post", () => {
    expect(feedPage([], siteUrl, now).page).toMatchObject({ posts: [], updatedAt: now.toISOString() });
  });
});
