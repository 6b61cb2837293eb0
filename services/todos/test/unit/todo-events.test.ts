import { describe, expect, it } from "vitest";
import { readTodo, todoEvents } from "../../src/adapters/todo-events.ts";
import { toItem } from "../../src/adapters/todo-item.ts";
import { changeTodo } from "../../src/domain/change-todo.ts";
import { ada, aTodo, today } from "../builders/todo.ts";

const at = today;
const open = aTodo({ notes: "only for me" });
const completed = changeTodo(open, { completed: true }, today);
const owned = (todo: typeof open) => ({ userId: ada, todo });

describe("what a change of a todo says", () => {
  it("a new todo was created, without its notes", () => {
    const [event, ...others] = todoEvents({ kind: "inserted", after: owned(open), at });
    expect(others).toEqual([]);
    expect(event).toMatchObject({ type: "skein.todos.todo.created.v1", subject: open.id });
    expect(event?.data).toEqual({
      todoId: open.id,
      userId: ada,
      title: open.title,
      createdAt: open.createdAt,
    });
  });

  it("an open todo was completed", () => {
    const events = todoEvents({ kind: "modified", before: owned(open), after: owned(completed), at });
    expect(events).toMatchObject([
      {
        type: "skein.todos.todo.completed.v1",
        data: { todoId: open.id, userId: ada, title: open.title, completedAt: today.toISOString() },
      },
    ]);
  });

  it("nothing when a completed todo changes otherwise", () => {
    const renamed = changeTodo(completed, { title: "Done" }, today);
    expect(todoEvents({ kind: "modified", before: owned(completed), after: owned(renamed), at })).toEqual([]);
  });

  it("nothing when a todo is reopened or deleted", () => {
    expect(todoEvents({ kind: "modified", before: owned(completed), after: owned(open), at })).toEqual([]);
    expect(todoEvents({ kind: "removed", before: owned(open), at, expired: false })).toEqual([]);
  });
});

describe("a todo in the table", () => {
  it("is read back as it was written", () => {
    expect(readTodo(toItem(ada, completed, undefined))).toEqual(owned(completed));
  });

  it("lies in the index of its status, and in no other", () => {
    expect(toItem(ada, open, undefined)).toMatchObject({ openId: open.id });
    expect(toItem(ada, open, undefined)).not.toHaveProperty("completedId");
    expect(toItem(ada, completed, undefined)).toMatchObject({ completedId: open.id });
    expect(toItem(ada, completed, undefined)).not.toHaveProperty("openId");
  });

  it("carries the trace of its last write", () => {
    expect(toItem(ada, open, "00-trace")).toMatchObject({ traceparent: "00-trace" });
  });
});
