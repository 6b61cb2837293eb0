import type { PostStatus } from "@skein/contracts/blog";
import { ValidationFailed } from "@skein/lambda-kit/errors";
import { textOfHtml } from "./html.ts";
import { renderMarkdown } from "./render-markdown.ts";
import { slugFromTitle } from "./slug-from-title.ts";

/** What an author writes. */
export interface PostContent {
  readonly title: string;
  /** Markdown. */
  readonly body: string;
  readonly tags?: readonly string[];
  readonly status: PostStatus;
  /** Absent: made from the title, or kept. */
  readonly slug?: string;
}

/** A post is one item of a table: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
const maximumBytes = 350 * 1024;
const excerptCharacters = 200;

const invalid = (path: string, message: string) => new ValidationFailed([{ path, message }]);

const render = (body: string): string => {
  try {
    return renderMarkdown(body);
  } catch (error) {
    // The parser's stack is the only bound on how deep quotes and lists may be nested.
    if (error instanceof RangeError) throw invalid("/body/body", "is nested too deeply");
    throw error;
  }
};

/**
 * What readers get of a body.
 *
 * @throws {ValidationFailed} when it makes more HTML than can be kept
 */
export const renderBody = (body: string): { readonly html: string; readonly excerpt: string } => {
  const html = render(body);
  if (Buffer.byteLength(body) + Buffer.byteLength(html) > maximumBytes)
    throw invalid(
      "/body/body",
      `makes too large a page: both together must not exceed ${maximumBytes} bytes`,
    );
  return { html, excerpt: excerptOf(html) };
};

const excerptOf = (html: string): string => {
  const text = textOfHtml(html);
  if (text.length <= excerptCharacters) return text;
  const cut = text.slice(0, excerptCharacters);
  const end = cut.lastIndexOf(" ");
  return `${(end > 0 ? cut.slice(0, end) : cut).toWellFormed()} …`;
};

/** @throws {ValidationFailed} when the title has nothing that a slug can be made of */
export const slugOf = ({ slug, title }: Pick<PostContent, "slug" | "title">): string => {
  const made = slug ?? slugFromTitle(title);
  if (made === undefined) throw invalid("/body/slug", "cannot be made from this title: give one");
  return made;
};
