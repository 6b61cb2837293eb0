/** Pages of the site, made of what they show and the templates of `packages/web`. */
import type { TemplateName, TemplatePages } from "@skein/contracts/site";
import Mustache from "mustache";

/** Templates by name, as they lie in the site bucket. */
export type TemplateTexts = Readonly<Record<TemplateName, string>>;

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/**
 * Not Mustache's own: what is no character in XML may be in a post, and one of them makes a whole feed unreadable.
 * https://www.w3.org/TR/xml/#charsets
 */
const escaped = (value: unknown): string =>
  String(value)
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    .replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "\ufffd")
    .replace(/[&<>"']/g, (character) => entities[character] ?? character);

/**
 * Everything is escaped but what a template has in three braces: the sanitised `html` of a post.
 *
 * @example renderPage(templates, "post", postPage(post, siteUrl))
 */
export const renderPage = <Name extends TemplateName>(
  templates: TemplateTexts,
  name: Name,
  page: TemplatePages[Name],
): string => Mustache.render(templates[name], page, {}, { escape: escaped });
