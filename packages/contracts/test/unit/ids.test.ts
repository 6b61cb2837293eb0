import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { newTodoId, todoId, userId, uuidv7 } from "../../src/ids.ts";

const year9999 = 253_402_300_799_999;

describe("uuidv7", () => {
  it("makes ids that sort in the order in which they were made, whatever the clock does", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: year9999 }), { minLength: 2, maxLength: 50 }),
        (clock) => {
          const ids = clock.map((now) => uuidv7(now));
          expect(ids.toSorted()).toEqual(ids);
          expect(new Set(ids).size).toBe(ids.length);
        },
      ),
    );
  });

  it("keeps the order and never repeats within one millisecond, beyond what the counter holds", () => {
    const ids = Array.from({ length: 10_000 }, () => uuidv7(0));
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("carries the time in its first 48 bits", async () => {
    // A fresh copy of the module: the one above has been sent to the end of time.
    vi.resetModules();
    const fresh = await import("../../src/ids.ts");
    const now = Date.UTC(2026, 10, 22);
    expect(Number.parseInt(fresh.uuidv7(now).replaceAll("-", "").slice(0, 12), 16)).toBe(now);
  });
});

describe("an id", () => {
  it("of a todo is a UUIDv7", () => {
    expect(todoId.safeParse(newTodoId()).success).toBe(true);
    expect(todoId.safeParse("f4c8b4a8-3071-40a5-8f5e-1c9d6a0f2b11").success).toBe(false);
  });

  it("of a user is any UUID, as Cognito's subjects are", () => {
    expect(userId.safeParse("f4c8b4a8-3071-70a5-0f5e-1c9d6a0f2b11").success).toBe(true);
  });

  it("is nothing but a UUID", () => {
    fc.assert(fc.property(fc.string(), (text) => userId.safeParse(text).success === false));
    expect(userId.safeParse(`${newTodoId()}\n`).success).toBe(false);
  });
});
