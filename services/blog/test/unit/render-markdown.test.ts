import fc from "fast-check";
import { Parser } from "htmlparser2";
import { describe, expect, it } from "vitest";
import { checkedHtml, UnsafeHtml } from "../../src/domain/html.ts";
import { renderMarkdown } from "../../src/domain/render-markdown.ts";
import { xssPayloads } from "../fixtures/xss-payloads.ts";

/** Written down a second time, on purpose: what is allowed must not follow from the code that allows it. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    "p h2 h3 h4 h5 h6 em strong del blockquote ul ol li pre code table thead tbody tr th td br hr"
      .split(" ")
      .map((name) => [name, []]),
  ),
  a: ["href", "title"],
  code: ["class"],
  img: ["src", "alt", "title", "loading"],
  ol: ["start"],
  td: ["align"],
  th: ["align"],
};

const schemes: Readonly<Record<string, readonly string[]>> = {
  href: ["http:", "https:", "mailto:"],
  src: ["http:", "https:"],
};

/** What a parser of HTML that is not ours finds wrong. */
const harmIn = (html: string): readonly string[] => {
  const harm: string[] = [];
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (!allowed[name]) harm.push(`<${name}>`);
        for (const [attribute, value] of Object.entries(attributes)) {
          if (!allowed[name]?.includes(attribute)) harm.push(`<${name} ${attribute}>`);
          const fine = schemes[attribute];
          // As browsers resolve it, on a page of the site.
          if (fine && !fine.includes(new URL(value, "https://site.example/posts/x").protocol))
            harm.push(`${attribute}=${value}`);
        }
      },
      oncomment: (text) => harm.push(`<!--${text}-->`),
      onprocessinginstruction: (name) => harm.push(`<?${name}>`),
    },
    { decodeEntities: true, recognizeSelfClosing: true, recognizeCDATA: true },
  );
  parser.end(html);
  return harm;
};

describe("what an attacker writes", () => {
  it("is tried in more than fifty ways", () => {
    expect(new Set(xssPayloads).size).toBe(xssPayloads.length);
    expect(xssPayloads.length).toBeGreaterThanOrEqual(50);
  });

  it.each(xssPayloads)("comes out harmless: %j", (payload) => {
    expect(harmIn(renderMarkdown(payload))).toEqual([]);
    expect(harmIn(renderMarkdown(`> - text ${payload} text\n\n${payload}\ntext`))).toEqual([]);
  });

  it("comes out harmless however the pieces are put together", () => {
    const piece = fc.oneof(
      fc.constantFrom(...xssPayloads),
      fc.constantFrom(
        "<",
        ">",
        '"',
        "'",
        "&",
        "[",
        "](",
        ")",
        "![",
        "`",
        "\n",
        "\\",
        "javascript:",
        "|",
        "*",
      ),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        expect(harmIn(renderMarkdown(pieces.join("")))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  }, 60_000);
});

describe("what an author writes", () => {
  it.each([
    ["# Title", "<h2>Title</h2>\n"],
    ["a *b* **c** ~~d~~ `e`", "<p>a <em>b</em> <strong>c</strong> <del>d</del> <code>e</code></p>\n"],
    ["1 < 2 & 3 > 2", "<p>1 &lt; 2 &amp; 3 &gt; 2</p>\n"],
    [
      '[site](https://a.example/?b=1&c=2 "the site")',
      '<p><a href="https://a.example/?b=1&amp;c=2" title="the site">site</a></p>\n',
    ],
    ["[other](another-post#part)", '<p><a href="another-post#part">other</a></p>\n'],
    ["<mail@a.example>", '<p><a href="mailto:mail@a.example">mail@a.example</a></p>\n'],
    ["![A cat](cat.png)", '<p><img src="cat.png" alt="A cat" loading="lazy"></p>\n'],
    ["```ts\nlet a = 1 < 2;\n```", '<pre><code class="language-ts">let a = 1 &lt; 2;\n</code></pre>\n'],
    ["3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>\n'],
    ["- [x] done", "<ul>\n<li>☑ done</li>\n</ul>\n"],
    ["use <b> for bold", "<p>use &lt;b&gt; for bold</p>\n"],
  ])("%j becomes %j", (markdown, html) => {
    expect(renderMarkdown(markdown)).toBe(html);
  });

  it("becomes tables", () => {
    expect(renderMarkdown("| a | b |\n|---|--:|\n| 1 | 2 |")).toContain('<td align="right">2</td>');
  });
});

describe("the second lock", () => {
  it.each([
    "<script>",
    "<p onclick=x>",
    '<a href="javascript:x">',
    '<a href="java&#115;cript:x">',
    '<a href="x" onclick="y">',
    '<img src="data:x" alt="" loading="lazy">',
    '<img src="x" alt="" onerror="x" loading="lazy">',
    '<code class="x">',
    "a < b",
    "a > b",
    "<!-- x -->",
    '<p style="x">',
  ])("refuses %j, whoever made it", (html) => {
    expect(() => checkedHtml(`<p>fine</p>${html}`)).toThrow(UnsafeHtml);
  });
});
