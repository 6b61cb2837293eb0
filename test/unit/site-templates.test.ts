import { type TemplateName, templateKeys } from "@skein/contracts/site";
import { buildSite } from "@skein/web/build-site";
import { beforeAll, describe, expect, it } from "vitest";
import { renderPage, type TemplateTexts } from "../../services/blog/src/domain/render-page.ts";
import {
  feedPage,
  homePages,
  postPage,
  tagPages,
  type WholePost,
} from "../../services/blog/src/domain/site-pages.ts";

const siteUrl = "https://site.example";
const hostile = `"'><script>alert(1)</script>&{{html}}`;
const harmless = "&quot;&#39;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;{{html}}";

const post: WholePost = {
  id: "post-1",
  slug: "hello",
  title: `title ${hostile}`,
  excerpt: `excerpt ${hostile}`,
  tags: [`tag ${hostile}`],
  author: { name: `author ${hostile}` },
  publishedAt: "2026-11-26T10:00:00.000Z",
  updatedAt: "2026-11-27T10:00:00.000Z",
  html: "<p>sanitised <em>text</em></p>",
};

let templates: TemplateTexts;
beforeAll(async () => {
  const files = await buildSite();
  const textOf = (name: TemplateName): string => {
    const found = files.find(({ key }) => key === templateKeys[name]);
    if (!found) throw new Error(`the build has no template ${name}`);
    return Buffer.from(found.body).toString();
  };
  templates = {
    home: textOf("home"),
    tag: textOf("tag"),
    post: textOf("post"),
    moved: textOf("moved"),
    feed: textOf("feed"),
  };
});

const render = {
  home: () => homePages([post], siteUrl).map(({ page }) => renderPage(templates, "home", page)),
  tag: () =>
    tagPages(post.tags[0] ?? "", [post], siteUrl).map(({ page }) => renderPage(templates, "tag", page)),
  post: () => [renderPage(templates, "post", postPage(post, siteUrl).page)],
  feed: () => [renderPage(templates, "feed", feedPage([post], siteUrl, new Date()).page)],
};

describe("the templates of the site, filled by the blog service", () => {
  it.each(["home", "tag", "post", "feed"] as const)(
    "have nothing of what people typed as markup: %s",
    (name) => {
      const [html = ""] = render[name]();
      expect(html).not.toContain("<script>alert");
      for (const field of ["title", "excerpt", "author"]) expect(html).toContain(`${field} ${harmless}`);
      expect(html.match(/\{\{(?!html\}\})/g)).toBeNull();
    },
  );

  it("show the sanitised HTML of a post as what it is, and in the feed as text", () => {
    expect(render.post()[0]).toContain(`\n${post.html}\n`);
    expect(render.feed()[0]).toContain("&lt;p&gt;sanitised &lt;em&gt;text&lt;/em&gt;&lt;/p&gt;");
  });

  it("lead to what is older and newer", () => {
    const posts = Array.from({ length: 25 }, (_, index) => ({ ...post, id: `post-${index}` }));
    const [first = "", second = ""] = homePages(posts, siteUrl).map(({ page }) =>
      renderPage(templates, "home", page),
    );
    expect(first).toContain('<a href="/page/1" rel="next">Older posts</a>');
    expect(second).toContain('<a href="/" rel="prev">Newer posts</a>');
    expect(second).toContain("<title>Older posts, page 1 · Skein</title>");
    expect(second).not.toContain('rel="next"');
  });

  it("say so when there is nothing yet", () => {
    const [home] = homePages([], siteUrl).map(({ page }) => renderPage(templates, "home", page));
    expect(home).toContain("Nothing is published yet");
  });
});
