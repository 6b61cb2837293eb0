/**
 * Lists come in pages: `GET /things?limit=20&cursor=...` answers `{"items": [...], "cursor": "..."}`, and no
 * cursor on the last page. A cursor is opaque, and good only for the caller and the filter it was made for.
 */
import * as z from "zod/mini";

const digits = z.string().check(z.refine((text) => /^\d{1,9}$/.test(text), "must be a whole number"));

export const defaultLimit = 20;
export const maximumLimit = 100;

/** The query parameters of a list; spread into the route's own. */
export const pageQuery = {
  limit: z._default(
    z.pipe(z.pipe(digits, z.transform(Number)), z.int().check(z.minimum(1), z.maximum(maximumLimit))),
    defaultLimit,
  ),
  cursor: z.exactOptional(z.string().check(z.minLength(1), z.maxLength(2048))),
};

/** @example page(todo) // {items: Todo[], cursor?: string} */
export const page = <Item extends z.ZodMiniType>(item: Item) =>
  z.object({ items: z.array(item), cursor: z.optional(z.string()) });
