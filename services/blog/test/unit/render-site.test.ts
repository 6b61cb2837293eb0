import { describe, expect, it } from "vitest";
import type { TemplateTexts } from "../../src/domain/render-page.ts";
import { renderFeed, renderLists, renderPost } from "../../src/domain/render-site.ts";
import type { WholePost } from "../../src/domain/site-pages.ts";

const siteUrl = "https://site.example";
const templates: TemplateTexts = {
  home: "home {{#entries}}{{title}} {{/entries}}",
  tag: "{{tag}} {{#entries}}{{title}} {{/entries}}",
  post: "{{title}} {{{html}}}",
  moved: "{{title}} {{path}}",
  feed: "feed {{#posts}}{{id}} {{/posts}}",
};

const post = (number: number, tags: readonly string[]): WholePost => ({
  id: `post-${number}`,
  slug: `slug-${number}`,
  title: `title-${number}`,
  excerpt: "",
  tags,
  author: {},
  publishedAt: `2026-11-0${number}T10:00:00.000Z`,
  updatedAt: `2026-11-0${number}T10:00:00.000Z`,
  html: "<p>text</p>",
});
const posts = [post(1, ["news"]), post(2, ["news", "how-to"])];

describe("pages to be written", () => {
  it("are the home page and one of each tag", () => {
    const pages = renderLists(templates, posts, siteUrl);
    expect(pages.map(({ path, key, body }) => [path, key, body])).toEqual([
      ["/", "index.html", "home title-2 title-1 "],
      ["/tags/news", "tags/news", "news title-2 title-1 "],
      ["/tags/how-to", "tags/how-to", "how-to title-2 "],
    ]);
  });

  it("are the page of a post, and the feed", () => {
    expect(renderPost(templates, post(1, []), siteUrl)).toMatchObject({
      path: "/blog/slug-1",
      key: "blog/slug-1",
      body: "title-1 <p>text</p>",
    });
    expect(renderFeed(templates, posts, siteUrl, new Date())).toMatchObject({
      path: "/feed.xml",
      key: "feed.xml",
      body: "feed post-2 post-1 ",
    });
  });

  it("say what they are, and that browsers ask for them each time", () => {
    const [home] = renderLists(templates, [], siteUrl);
    expect(home?.headers.ContentType).toBe("text/html; charset=utf-8");
    const feed = renderFeed(templates, [], siteUrl, new Date());
    expect(feed.headers.ContentType).toBe("application/atom+xml; charset=utf-8");
    for (const page of [home, feed]) expect(page?.headers.CacheControl).toContain("max-age=0, s-maxage=");
  });
});
