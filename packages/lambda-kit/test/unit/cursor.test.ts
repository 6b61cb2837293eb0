import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cursorsFor } from "../../src/cursor.ts";
import { CursorInvalid } from "../../src/errors.ts";

const key = "0123456789abcdef0123456789abcdef";
const scope = { route: "listTodos", principal: "ada", status: "open" };
const cursors = cursorsFor(scope, key);
const positions = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer()), { noNullPrototype: true });

const sealed = (position: Record<string, string | number>): string => {
  const cursor = cursors.seal(position);
  if (cursor === undefined) throw new Error("nothing was sealed");
  return cursor;
};

describe("a cursor", () => {
  it("opens to the position that was sealed", () => {
    fc.assert(
      fc.property(positions, (position) => {
        expect(cursors.open(sealed(position))).toEqual(position);
      }),
    );
  });

  it("fits into a URL as it is", () => {
    fc.assert(fc.property(positions, (position) => /^[\w-]+$/.test(sealed(position))));
  });

  it("is refused with any one character changed, added or taken away", () => {
    const cursor = sealed({ id: "t-1" });
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/.";
    fc.assert(
      fc.property(
        fc.nat(cursor.length),
        fc.constantFrom(...alphabet, ""),
        fc.nat(1),
        (at, character, remove) => {
          const changed = cursor.slice(0, at) + character + cursor.slice(at + remove);
          fc.pre(changed !== cursor);
          expect(() => cursors.open(changed)).toThrow(CursorInvalid);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it("is refused when it is any text at all", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String()), (text) => {
        expect(() => cursors.open(text)).toThrow(CursorInvalid);
      }),
    );
  });

  it.each([
    ["another user", { ...scope, principal: "bob" }, key],
    ["another route", { ...scope, route: "listThings" }, key],
    ["another filter", { ...scope, status: "completed" }, key],
    ["no filter", { route: scope.route, principal: scope.principal }, key],
    ["another key", scope, key.replaceAll("0", "1")],
  ])("is refused for %s", (_, otherScope, otherKey) => {
    expect(() => cursorsFor(otherScope, otherKey).open(sealed({ id: "t-1" }))).toThrow(CursorInvalid);
  });

  it("does not depend on the order in which its scope is written", () => {
    const { status, ...rest } = scope;
    expect(cursorsFor({ status, ...rest }, key).open(sealed({ id: "t-1" }))).toEqual({ id: "t-1" });
  });

  it("is nothing at the start and at the end of a list", () => {
    expect(cursors.open(undefined)).toBeUndefined();
    expect(cursors.seal(undefined)).toBeUndefined();
  });
});

it("says which setting is missing when there is no key", () => {
  expect(() => cursorsFor(scope).seal({ id: "t-1" })).toThrow("CURSOR_SIGNING_KEY");
});
