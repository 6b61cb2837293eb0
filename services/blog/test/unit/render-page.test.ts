import type { PostPage } from "@skein/contracts/site";
import { describe, expect, it } from "vitest";
import { renderPage, type TemplateTexts } from "../../src/domain/render-page.ts";

const templates: TemplateTexts = {
  home: '{{#entries}}<a href="{{path}}">{{title}}</a>{{/entries}}{{^entries}}nothing{{/entries}}',
  tag: "{{tag}}",
  post: '<h1 title="{{title}}">{{title}}</h1>{{#author}}<i>{{author}}</i>{{/author}}{{{html}}}',
  moved: '<a href="{{path}}">{{title}}</a>',
  feed: '{{#posts}}<content type="html">{{html}}</content>{{/posts}}',
};

const post = (changes: Partial<PostPage> = {}): PostPage => ({
  url: "https://site.example/blog/hello",
  title: "Hello",
  excerpt: "Hello",
  published: { at: "2026-11-27T10:00:00.000Z", text: "27 November 2026" },
  tags: [],
  html: "<p>Hello</p>",
  ...changes,
});

describe("a page", () => {
  it("has what is text as text, in elements and in attributes", () => {
    const title = `<script>alert("1")</script> & 'more'`;
    const text = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;more&#39;";
    expect(renderPage(templates, "post", post({ title }))).toBe(
      `<h1 title="${text}">${text}</h1><p>Hello</p>`,
    );
  });

  it("has the HTML of a post as it is, placeholders of templates in it included", () => {
    const html = "<pre><code>{{title}} {{{html}}}\n  $& $1 {{#author}}\n</code></pre>";
    expect(renderPage(templates, "post", post({ html }))).toBe(`<h1 title="Hello">Hello</h1>${html}`);
  });

  it("leaves text with placeholders as text", () => {
    expect(renderPage(templates, "post", post({ title: "{{html}}" }))).toContain(">{{html}}</h1>");
  });

  it("leaves out what is not known", () => {
    expect(renderPage(templates, "post", post({ author: "Ada" }))).toContain("<i>Ada</i>");
    expect(renderPage(templates, "post", post({ author: undefined }))).not.toContain("<i>");
  });

  it("tells that a list is empty", () => {
    expect(renderPage(templates, "home", { url: "https://site.example/", entries: [] })).toBe("nothing");
  });
});

describe("a feed", () => {
  const feed = (html: string) =>
    renderPage(templates, "feed", {
      url: "https://site.example/feed.xml",
      siteUrl: "https://site.example/",
      updatedAt: "2026-11-27T10:00:00.000Z",
      posts: [
        {
          id: "post-1",
          postUrl: "https://site.example/blog/hello",
          title: "Hello",
          excerpt: "Hello",
          publishedAt: "2026-11-27T10:00:00.000Z",
          changedAt: "2026-11-27T10:00:00.000Z",
          html,
        },
      ],
    });

  it("has a post's HTML as text, as Atom wants it", () => {
    expect(feed("<p>a &amp; b</p>")).toBe('<content type="html">&lt;p&gt;a &amp;amp; b&lt;/p&gt;</content>');
  });

  it("has no character that XML does not have", () => {
    expect(feed("a\u0000b\u001bc\uffffd\ud800e\tf\n")).toBe(
      '<content type="html">a\ufffdb\ufffdc\ufffdd\ufffde\tf\n</content>',
    );
  });
});
