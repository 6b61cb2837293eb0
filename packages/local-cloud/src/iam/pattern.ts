/** Text with the wildcards `*` (any characters) and `?` (one), ready to match. */
const anyRun = Symbol("*");
const anyOne = Symbol("?");
type Unit = string | typeof anyRun | typeof anyOne;

/** One unit per UTF-16 code unit. Text that came from a variable holds no wildcards, whatever its value. */
export type Pattern = readonly Unit[];

export const literalPattern = (text: string): Pattern => text.split("");

export const wildcardPattern = (text: string): Pattern =>
  text.split("").map((unit) => (unit === "*" ? anyRun : unit === "?" ? anyOne : unit));

/** Greedy with one point of return, so the time is bounded by pattern length times text length. */
export const matchesPattern = (pattern: Pattern, text: string): boolean => {
  let at = 0;
  let position = 0;
  let lastRun = -1;
  let resumeAt = 0;
  while (position < text.length) {
    const unit = pattern[at];
    if (unit === anyRun) {
      lastRun = at++;
      resumeAt = position;
    } else if (at < pattern.length && (unit === anyOne || unit === text[position])) {
      at++;
      position++;
    } else if (lastRun >= 0) {
      at = lastRun + 1;
      position = ++resumeAt;
    } else return false;
  }
  while (pattern[at] === anyRun) at++;
  return at === pattern.length;
};
