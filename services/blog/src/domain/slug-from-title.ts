import { maximumSlugLength } from "@skein/contracts/blog";

/** Letters that no decomposition takes apart. */
const letters: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  þ: "th",
  ł: "l",
  ı: "i",
};

/**
 * The words of a title, as its place on the site: `"Über Öl & Eis"` -> `uber-ol-eis`.
 *
 * @returns `undefined` for a title that has no Latin letter and no digit
 */
export const slugFromTitle = (title: string): string | undefined => {
  const words = title
    .toLowerCase()
    .replace(/[ßæœøđðþłı]/g, (letter) => letters[letter] ?? "")
    .normalize("NFKD")
    // Accents, now that they stand alone, and apostrophes: "don't" is one word.
    .replace(/[\p{M}'’]/gu, "")
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  let slug = "";
  for (const word of words) {
    const longer = slug ? `${slug}-${word}` : word.slice(0, maximumSlugLength);
    if (longer.length > maximumSlugLength) break;
    slug = longer;
  }
  return slug || undefined;
};
