/** Whole numbers; zod's own `int()` knows five kinds of them, which is 1.4 KB in every function. */
import * as z from "zod/mini";
import { documented } from "./documented.ts";

/**
 * A whole number that JavaScript holds exactly, from `min` to `max`.
 */
export const wholeNumber = (min: number, max: number = Number.MAX_SAFE_INTEGER) => {
  const isOpen = max === Number.MAX_SAFE_INTEGER;
  return documented(
    z
      .number()
      .check(
        z.refine(
          (value) => Number.isSafeInteger(value) && value >= min && value <= max,
          `must be a whole number of ${isOpen ? `at least ${min}` : `${min} to ${max}`}`,
        ),
      ),
    { type: "integer", minimum: min, ...(!isOpen && { maximum: max }) },
  );
};
