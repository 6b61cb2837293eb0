import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTodoRoute, listTodosRoute, updateTodoRoute } from "../../src/todos.ts";

const aTodo = { title: "Water the plants" };
const taken = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown) =>
  schema.safeParse(value).success;

describe("creating a todo", () => {
  it("takes a title, and notes and a due time if there are any", () => {
    expect(taken(createTodoRoute.body, aTodo)).toBe(true);
    expect(taken(createTodoRoute.body, { ...aTodo, notes: "", dueAt: "2026-11-22T10:43:00Z" })).toBe(true);
  });

  it("refuses every unknown field", () => {
    const known = ["title", "notes", "dueAt"];
    const unknownNames = fc
      .string({ minLength: 1 })
      .filter((name) => !known.includes(name) && name !== "__proto__");
    fc.assert(
      fc.property(unknownNames, fc.jsonValue(), (name, value) => {
        expect(taken(createTodoRoute.body, { ...aTodo, [name]: value })).toBe(false);
      }),
    );
  });

  it.each([{}, { title: null }, { title: 7 }, { ...aTodo, notes: null }, { ...aTodo, dueAt: "" }])(
    "refuses %j",
    (body) => {
      expect(taken(createTodoRoute.body, body)).toBe(false);
    },
  );
});

describe("changing a todo", () => {
  it("takes any of the fields, and null to clear notes and due time", () => {
    for (const body of [{ title: "x" }, { completed: false }, { notes: null, dueAt: null }])
      expect(taken(updateTodoRoute.body, body)).toBe(true);
  });

  it("refuses a change of nothing", () => {
    expect(taken(updateTodoRoute.body, {})).toBe(false);
  });

  it.each([
    { title: null },
    { completed: null },
    { completed: "true" },
    { completedAt: null },
    { version: 2 },
  ])("refuses %j", (body) => {
    expect(taken(updateTodoRoute.body, body)).toBe(false);
  });
});

describe("listing todos", () => {
  it("filters by status", () => {
    expect(listTodosRoute.query.parse({ status: "open" })).toEqual({ status: "open", limit: 20 });
    expect(taken(listTodosRoute.query, { status: "done" })).toBe(false);
  });
});
