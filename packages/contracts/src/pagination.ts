/**
 * Lists come in pages: `GET /things?limit=20&cursor=...` answers `{"items": [...], "cursor": "..."}`, and no
 * cursor on the last page. A cursor is opaque, and good only for the caller and the filter it was made for.
 */
import * as z from "zod/mini";
import { documented } from "./documented.ts";

const defaultLimit = 20;
const maximumLimit = 100;
const maximumCursorLength = 2048;

/** One transformation: a pipe of checks and a default would bring three more of zod's classes into every list. */
const limit = documented(
  z.transform((text: unknown, context): number => {
    if (text === undefined) return defaultLimit;
    const value = typeof text === "string" && /^\d{1,9}$/.test(text) ? Number(text) : 0;
    if (value >= 1 && value <= maximumLimit) return value;
    context.issues.push({
      code: "custom",
      message: `must be a whole number from 1 to ${maximumLimit}`,
      input: text,
    });
    return z.NEVER;
  }),
  { type: "integer", minimum: 1, maximum: maximumLimit, default: defaultLimit },
);

const cursor = documented(
  z
    .string()
    .check(
      z.refine(
        (text) => text.length > 0 && text.length <= maximumCursorLength,
        "is not a cursor of this list",
      ),
    ),
  { minLength: 1, maxLength: maximumCursorLength },
);

/** The query parameters of a list; spread into the route's own. */
export const pageQuery = { limit, cursor: z.exactOptional(cursor) };

/**
 * The body of a list's answer.
 * @example page(todo) // {items: Todo[], cursor?: string}
 */
export const page = <Item extends z.ZodMiniType>(item: Item) =>
  z.object({ items: z.array(item), cursor: z.optional(z.string()) });
