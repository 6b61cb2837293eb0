/**
 * Identifiers. Each entity's is a type of its own, so that a todo's id cannot be passed as a user's.
 *
 * Ids that we make are UUIDv7 (https://www.rfc-editor.org/rfc/rfc9562#section-5.7): sorted as text they are
 * sorted by time. A user's id is the `sub` that Cognito gave, a UUID of any version.
 */
import * as z from "zod/mini";
import { documented } from "./documented.ts";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const uuidV7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const id = (pattern: RegExp) =>
  documented(z.string().check(z.refine((text) => pattern.test(text), "must be an id")), {
    format: "uuid",
    pattern: pattern.source,
  });

export const userId = id(uuid).brand<"UserId">();
export const todoId = id(uuidV7).brand<"TodoId">();
export const postId = id(uuidV7).brand<"PostId">();

export type UserId = z.infer<typeof userId>;
export type TodoId = z.infer<typeof todoId>;
export type PostId = z.infer<typeof postId>;

/** A new, time-ordered id. */
export const newTodoId = (): TodoId => todoId.parse(uuidv7());

export const newPostId = (): PostId => postId.parse(uuidv7());

const sequenceBits = 12;
let lastMilliseconds = 0;
let sequence = 0;

/**
 * A UUIDv7 that sorts after every one made before in this process, also within one millisecond and when the
 * clock steps back (RFC 9562, section 6.2, method 1: the 12 bits after the time count).
 *
 * @example uuidv7() // "019aab4e-9f5c-7c3a-9d0e-3f6f0a4b8c21"
 */
export const uuidv7 = (nowMilliseconds = Date.now()): string => {
  // Node keeps random bytes for its own UUIDs in store, which makes this three times as fast as asking for bytes.
  const random = crypto.randomUUID();
  if (nowMilliseconds > lastMilliseconds) {
    lastMilliseconds = nowMilliseconds;
    // The upper half of the counter stays free, so that 2,048 ids fit before the clock must be borrowed from.
    sequence = Number.parseInt(random.slice(0, 3), 16) >> 1;
  } else if (++sequence >> sequenceBits) {
    lastMilliseconds += 1;
    sequence = 0;
  }
  const time = lastMilliseconds.toString(16).padStart(12, "0");
  const counter = sequence.toString(16).padStart(3, "0");
  // Variant and tail are the same in every version of UUID.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter}-${random.slice(19)}`;
};
