import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { type CloudEvent, defineEvent, InvalidEvent, typesOf, upcastFrom } from "../../src/event.ts";
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

describe("an event that was refused", () => {
  const issuesOf = (change: object): readonly z.core.$ZodIssue[] => {
    try {
      parseEvent(users.userDeleted, { ...deleted, ...change });
    } catch (error) {
      if (error instanceof InvalidEvent) return error.issues;
    }
    return [];
  };

  it.each([
    ["type", { type: "skein.users.user.deleted.v2" }],
    ["source", { source: "/skein/todos" }],
    ["subject", { subject: "" }],
    ["data/userId", { data: { userId: "x", deletedAt: "2026-11-22T10:43:00.000Z" } }],
  ])("is told what is wrong at %s", (path, change) => {
    expect(issuesOf(change).map((issue) => issue.path.join("/"))).toEqual([path]);
  });
});

describe("an event of an older version", () => {
  const common = {
    service: "things",
    name: "thing.moved",
    summary: "It moved",
    subject: "the thing",
  } as const;
  const v1 = defineEvent({ ...common, data: z.object({ place: z.string() }) });
  const v2 = defineEvent({
    ...common,
    version: 2,
    data: z.object({ place: z.object({ name: z.string() }) }),
    upcast: upcastFrom(v1, ({ place }) => ({ place: { name: place } })),
  });
  const v3 = defineEvent({
    ...common,
    version: 3,
    data: z.object({ from: z.nullable(z.string()), to: z.string() }),
    upcast: upcastFrom(v2, ({ place }) => ({ from: null, to: place.name })),
  });
  const moved = (version: number, data: object) => ({
    ...deleted,
    source: "/skein/things",
    type: `skein.things.thing.moved.v${version}`,
    data,
  });

  it("comes out as one of the newest, through every version between", () => {
    expect(typesOf(v3)).toEqual([v3.type, v2.type, v1.type]);
    const expected = moved(3, { from: null, to: "attic" });
    expect(parseEvent(v3, moved(1, { place: "attic" }))).toEqual(expected);
    expect(parseEvent(v3, moved(2, { place: { name: "attic" } }))).toEqual(expected);
    expect(parseEvent(v3, expected)).toEqual(expected);
  });

  it("is refused when it breaks the contract of its own version", () => {
    expect(() => parseEvent(v3, moved(1, { place: { name: "attic" } }))).toThrow();
    expect(() => parseEvent(v3, moved(2, { place: "attic" }))).toThrow();
  });

  it("is refused when it is newer than the contract", () => {
    expect(() => parseEvent(v2, moved(3, { from: null, to: "attic" }))).toThrow();
    expect(() => parseEvent(v1, moved(2, { place: { name: "attic" } }))).toThrow();
  });
});
