import { describe, expect, it } from "vitest";
import type { CloudEvent } from "../../src/event.ts";
import { parseEvent } from "../../src/parse-event.ts";
import * as todos from "../../src/todos.ts";
import * as users from "../../src/users.ts";

const deleted: CloudEvent = {
  specversion: "1.0",
  id: "e-1",
  source: "/skein/users",
  type: "skein.users.user.deleted.v1",
  subject: "f4c8b4a8-3071-70a5-8f5e-1c9d6a0f2b11",
  time: "2026-11-22T10:43:00.000Z",
  datacontenttype: "application/json",
  traceparent: "00-6921a3b40a1b2c3d4e5f60718293a4b5-1111111111111111-01",
  data: { userId: "f4c8b4a8-3071-70a5-8f5e-1c9d6a0f2b11", deletedAt: "2026-11-22T10:43:00.000Z" },
};

describe("an event contract", () => {
  it("is named after its service, event and version", () => {
    expect(todos.todoCompleted.type).toBe("skein.todos.todo.completed.v1");
    expect(todos.todoCompleted.source).toBe("/skein/todos");
    expect(users.userRegistered.type).toBe("skein.users.user.registered.v1");
  });
});

describe("a received event", () => {
  it("is taken when it keeps its contract", () => {
    expect(parseEvent(users.userDeleted, deleted)).toEqual(deleted);
  });

  it("may have gained fields, which are left out", () => {
    const data = { userId: deleted.subject, deletedAt: "2026-11-22T10:43:00.000Z", reason: "none" };
    expect(parseEvent(users.userDeleted, { ...deleted, dataschema: "urn:x", data })).toEqual(deleted);
  });

  it.each([
    ["another type", { type: "skein.users.user.updated.v1" }],
    ["another version", { type: "skein.users.user.deleted.v2" }],
    ["another source", { source: "/skein/todos" }],
    ["other data", { data: { userId: "x" } }],
    ["no id", { id: "" }],
    ["another specification", { specversion: "0.3" }],
  ])("is refused with %s", (_, change) => {
    expect(() => parseEvent(users.userDeleted, { ...deleted, ...change })).toThrow();
  });
});
