/** Strings that people type. */
import * as z from "zod/mini";
import { documented } from "./documented.ts";

/** Code points, as JSON Schema counts `maxLength`; `length` would count an emoji twice. */
const codePoints = (text: string): number => {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
};

const between = (min: number, max: number) => (text: string) => {
  if (text.length > 2 * max) return false;
  const length = codePoints(text);
  return length >= min && length <= max;
};

/**
 * Text of several lines, kept as it came. A lone surrogate is refused: no database gives it back unchanged.
 */
export const prose = (max: number) =>
  documented(
    z.string().check(
      z.refine((text) => text.isWellFormed(), "must be well-formed Unicode"),
      z.refine(between(0, max), `must have at most ${max.toLocaleString("en")} characters`),
    ),
    { maxLength: max },
  );

/**
 * One line of text, trimmed, with `min` to `max` characters and no control characters.
 */
export const line = (min: number, max: number) =>
  documented(
    z.string().check(
      z.trim(),
      z.refine((text) => text.isWellFormed(), "must be well-formed Unicode"),
      z.refine((text) => !/\p{Cc}/u.test(text), "must be one line without control characters"),
      z.refine(between(min, max), `must have ${min} to ${max} characters`),
    ),
    { minLength: min, maxLength: max },
  );
