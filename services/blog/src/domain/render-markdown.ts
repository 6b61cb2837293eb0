/**
 * Markdown to HTML that is safe to put into a page; done once, when a post is written.
 * Why this library, and what makes it safe: docs/decisions/0020-markdown.md
 */
import { Marked, type Tokens } from "marked";
import { checkedHtml, escapeHtml, unescapeHtml } from "./html.ts";
import { safeUrl } from "./safe-url.ts";

const titleOf = (title: string | null | undefined): string =>
  title ? ` title="${escapeHtml(unescapeHtml(title))}"` : "";

/** A heading of a post stands below the post's title. */
const lowestHeading = 6;

const markdown = new Marked({
  gfm: true,
  tokenizer: {
    // HTML is not parsed, so it is text like any other: what comes out are elements that are made below.
    html: () => undefined,
    tag: () => undefined,
  },
  renderer: {
    heading({ tokens, depth }: Tokens.Heading): string {
      const level = Math.min(depth + 1, lowestHeading);
      return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>\n`;
    },

    link({ href, title, tokens }: Tokens.Link): string {
      const text = this.parser.parseInline(tokens);
      const url = safeUrl(unescapeHtml(href), "link");
      return url === undefined ? text : `<a href="${escapeHtml(url)}"${titleOf(title)}>${text}</a>`;
    },

    image({ href, title, text }: Tokens.Image): string {
      const url = safeUrl(unescapeHtml(href), "image");
      const alt = escapeHtml(unescapeHtml(text));
      return url === undefined
        ? alt
        : `<img src="${escapeHtml(url)}" alt="${alt}"${titleOf(title)} loading="lazy">`;
    },

    code({ text, lang }: Tokens.Code): string {
      const [language = ""] = /^[\w+#.-]{1,40}/.exec(lang ?? "") ?? [];
      const name = language && ` class="language-${language}"`;
      return `<pre><code${name}>${escapeHtml(text)}\n</code></pre>\n`;
    },

    codespan: ({ text }: Tokens.Codespan): string => `<code>${escapeHtml(text)}</code>`,

    // A form's field has no place in a post.
    checkbox: ({ checked }: Tokens.Checkbox): string => (checked ? "☑ " : "☐ "),
  },
});

/** @throws {UnsafeHtml} when it is not safe after all: our mistake, and better no post than a bad one */
export const renderMarkdown = (text: string): string => checkedHtml(markdown.parse(text, { async: false }));
