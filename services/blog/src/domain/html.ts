/** HTML as posts and mails have it. */

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => entities[character] ?? character);

const characters: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  colon: ":",
  tab: "\t",
  newline: "\n",
  nbsp: "\u00a0",
};

const highestCodePoint = 0x10_ffff;

const characterOf = (reference: string): string | undefined => {
  const [, hex, decimal] = /^#(?:x([0-9a-f]{1,6})|([0-9]{1,7}))$/i.exec(reference) ?? [];
  if (hex === undefined && decimal === undefined) return characters[reference.toLowerCase()];
  const codePoint = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return codePoint > 0 && codePoint <= highestCodePoint ? String.fromCodePoint(codePoint) : "\ufffd";
};

/** Character references to characters; a name that is not known here stays as it is, and is escaped with its `&`. */
export const unescapeHtml = (text: string): string =>
  text.replace(/&(#?\w+);?/g, (written, reference: string) => characterOf(reference) ?? written);

/** Thrown when HTML holds anything that posts do not have. */
export class UnsafeHtml extends Error {
  constructor(found: string) {
    super(`The HTML of the post holds what no post has: ${found.slice(0, 100)}`);
    this.name = "UnsafeHtml";
  }
}

/** The text of an attribute: no quote ends it, and no reference hides a scheme. */
const value = '(?:[^"<>&]|&(?:amp|lt|gt|quot|#39);)*';
const title = `(?: title="${value}")?`;
/** An address of a harmless scheme, or none. */
const address = (schemes: string) => `(?:(?:${schemes}):|(?![a-z][a-z0-9+.-]*:))${value}`;

const element = new RegExp(
  `<(?:${[
    "/?(?:p|h[2-6]|em|strong|del|blockquote|ul|ol|li|pre|code|table|thead|tbody|tr|th|td)",
    "br",
    "hr",
    "/a",
    'ol start="\\d{1,9}"',
    't[hd] align="(?:left|center|right)"',
    'code class="language-[\\w+#.-]{1,40}"',
    `a href="${address("https?|mailto")}"${title}`,
    `img src="${address("https?")}" alt="${value}"${title} loading="lazy"`,
  ].join("|")})>`,
  "gi",
);

/**
 * The second lock: the HTML itself, if it has no other elements, attributes and addresses than those above.
 *
 * That an expression can tell is due to what is checked: output of our own renderer, in which every `<` that is
 * text is escaped. It is no sanitiser for HTML of others.
 *
 * @throws {UnsafeHtml}
 */
export const checkedHtml = (html: string): string => {
  const rest = html.replaceAll(element, "");
  const [found] = /[<>][\s\S]{0,99}/.exec(rest) ?? [];
  if (found !== undefined) throw new UnsafeHtml(found);
  return html;
};

/** Elements within a line: words on both sides of them are one. */
const inline = /<\/?(?:a|code|del|em|strong)(?: [^>]*)?>/g;

/** What is left of HTML without its elements. */
export const textOfHtml = (html: string): string =>
  unescapeHtml(html.replaceAll(inline, "").replaceAll(/<[^>]*>/g, " "))
    .replaceAll(/\s+/g, " ")
    .trim();
