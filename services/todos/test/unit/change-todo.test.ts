import { describe, expect, it } from "vitest";
import { changeTodo } from "../../src/domain/change-todo.ts";
import { aTodo, today, yesterday } from "../builders/todo.ts";

describe("changing a todo", () => {
  it("counts the version and notes the time", () => {
    const changed = changeTodo(aTodo({ version: 4 }), { title: "Water the cactus" }, today);
    expect(changed).toMatchObject({ title: "Water the cactus", version: 5, updatedAt: today.toISOString() });
    expect(changed.createdAt).toBe(yesterday.toISOString());
  });

  it("leaves fields alone that the change does not name", () => {
    const todo = aTodo({ notes: "twice a week", dueAt: today.toISOString() });
    expect(changeTodo(todo, { title: "Water" }, today)).toMatchObject({
      notes: todo.notes,
      dueAt: todo.dueAt,
    });
  });

  it("removes notes and due date that become null", () => {
    const todo = aTodo({ notes: "twice a week", dueAt: today.toISOString() });
    const changed = changeTodo(todo, { notes: null, dueAt: null }, today);
    expect(changed).not.toHaveProperty("notes");
    expect(changed).not.toHaveProperty("dueAt");
  });

  it("notes when a todo was completed", () => {
    expect(changeTodo(aTodo(), { completed: true }, today)).toMatchObject({
      completed: true,
      completedAt: today.toISOString(),
    });
  });

  it("forgets the completion of a todo that is reopened", () => {
    const completed = changeTodo(aTodo(), { completed: true }, yesterday);
    const reopened = changeTodo(completed, { completed: false }, today);
    expect(reopened.completed).toBe(false);
    expect(reopened).not.toHaveProperty("completedAt");
  });

  it("completes a todo once: a second completion changes nothing", () => {
    const completed = changeTodo(aTodo(), { completed: true }, yesterday);
    expect(changeTodo(completed, { completed: true }, today)).toBe(completed);
  });

  it("keeps the time of completion when something else changes", () => {
    const completed = changeTodo(aTodo(), { completed: true }, yesterday);
    expect(changeTodo(completed, { title: "Done" }, today).completedAt).toBe(yesterday.toISOString());
  });

  it.each([
    ["the title it has", { title: "Water the plants" }],
    ["no notes where there are none", { notes: null }],
    ["to stay open", { completed: false }],
  ])("is the same todo when it is given %s", (_, change) => {
    const todo = aTodo();
    expect(changeTodo(todo, change, today)).toBe(todo);
  });
});
