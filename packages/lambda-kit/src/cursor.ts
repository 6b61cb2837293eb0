/**
 * Signed cursors: where a list goes on, handed to the client and taken back only from the same caller for the
 * same list. Why they are signed, and where the key comes from: docs/decisions/0003-signed-cursors.md
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import { CursorInvalid } from "./errors.ts";
import { setting } from "./settings.ts";

/** What a store needs to go on: the key of the last item. */
export type Position = Readonly<Record<string, string | number>>;

/** The cursors of one caller's one list. */
export interface Cursors {
  /** @returns the text for the client; `undefined` for `undefined`, the end of the list */
  seal(position: Position | undefined): string | undefined;
  /**
   * @returns where to go on; `undefined` for `undefined`, the start of the list
   * @throws {CursorInvalid} for a cursor that was not sealed for this caller and list
   */
  open(cursor: string | undefined): Position | undefined;
}

const version = 1;
const macBytes = 32;

/**
 * @param scope whom and what the cursors are for; the order of its fields does not matter
 * @param key at least 32 characters; from `CURSOR_SIGNING_KEY` unless given
 * @example cursorsFor({ route: "listTodos", user: user.id, status: "open" }).seal({ id: last.id })
 */
export const cursorsFor = (scope: Readonly<Record<string, string>>, key?: string): Cursors => {
  // Most requests have no cursor, so this waits until one is there.
  const contextOf = () => JSON.stringify(Object.entries(scope).sort(([a], [b]) => (a < b ? -1 : 1)));
  const macOf = (payload: Buffer) =>
    createHmac("sha256", key ?? setting("CURSOR_SIGNING_KEY"))
      .update(`${version}\n${contextOf()}\n`)
      .update(payload)
      .digest();

  return {
    seal(position) {
      if (position === undefined) return undefined;
      const payload = Buffer.from(JSON.stringify(position));
      return Buffer.concat([Buffer.of(version), macOf(payload), payload]).toString("base64url");
    },

    open(cursor) {
      if (cursor === undefined) return undefined;
      const bytes = Buffer.from(cursor, "base64url");
      const payload = bytes.subarray(1 + macBytes);
      const isOurs =
        // One text per cursor: decoding ignores stray characters and unused bits.
        bytes.toString("base64url") === cursor &&
        bytes[0] === version &&
        payload.length > 0 &&
        timingSafeEqual(bytes.subarray(1, 1 + macBytes), macOf(payload));
      if (!isOurs) throw new CursorInvalid();
      return JSON.parse(payload.toString());
    },
  };
};
