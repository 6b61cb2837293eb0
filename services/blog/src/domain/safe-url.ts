/** Which addresses a post may lead to. */

const protocols = {
  link: new Set(["http:", "https:", "mailto:"]),
  image: new Set(["http:", "https:"]),
} as const;

/** Relative addresses are resolved against a page that nobody has, to see whether they stay relative. */
const nowhere = "https://nowhere.invalid/a/";

/**
 * An address as a browser would read it, if it is one that does no harm.
 *
 * @returns `undefined` for an address of another scheme, such as `javascript:` in any disguise
 */
export const safeUrl = (text: string, use: keyof typeof protocols): string | undefined => {
  if (!URL.canParse(text, nowhere)) return undefined;
  const url = new URL(text, nowhere);
  if (!protocols[use].has(url.protocol)) return undefined;
  if (url.host !== new URL(nowhere).host) return url.href;
  // Relative, and so it stays; browsers drop these characters before they look for a scheme, so they must not stay.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return text.replace(/[\x00-\x20\x7f]/g, (character) => (character === " " ? "%20" : ""));
};
