/** Points in time on the wire: ISO 8601 in UTC, to the millisecond at most. */
import * as z from "zod/mini";
import { documented } from "./documented.ts";

const shape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/;

/** Refuses what `Date` would quietly move, such as 30 February or 24:00:00. */
const isRealTime = (text: string): boolean => {
  const time = new Date(text);
  return !Number.isNaN(time.getTime()) && time.toISOString().slice(0, 19) === text.slice(0, 19);
};

/** `2026-11-22T10:43:00Z` or `2026-11-22T10:43:00.120Z` */
export const timestamp = documented(
  z
    .string()
    .check(
      z.refine(
        (text) => shape.test(text) && isRealTime(text),
        'must be a time in UTC such as "2026-11-22T10:43:00Z"',
      ),
    ),
  { format: "date-time", pattern: shape.source },
);
