import type { UserId } from "@skein/contracts/ids";
import { type Todo, todoCompleted, todoCreated } from "@skein/contracts/todos";
import type { Change } from "@skein/lambda-kit/change";
import { draftEvent, type EventDraft } from "@skein/lambda-kit/events";
import type { Document } from "./documents.ts";
import { fromItem, ownerOf } from "./todo-item.ts";

interface OwnedTodo {
  readonly userId: UserId;
  readonly todo: Todo;
}

export const readTodo = (item: Document): OwnedTodo => ({ userId: ownerOf(item), todo: fromItem(item) });

/** What the world hears about a change: that a todo was created, and each time that an open one was completed. */
export const todoEvents = (change: Change<OwnedTodo>): readonly EventDraft[] => {
  switch (change.kind) {
    case "inserted": {
      const { userId, todo } = change.after;
      const { id: todoId, title, dueAt, createdAt } = todo;
      return [draftEvent(todoCreated, todoId, { todoId, userId, title, dueAt, createdAt })];
    }
    case "modified": {
      const { userId, todo } = change.after;
      const { id: todoId, title, completedAt } = todo;
      if (change.before.todo.completed || completedAt === undefined) return [];
      return [draftEvent(todoCompleted, todoId, { todoId, userId, title, completedAt })];
    }
    case "removed":
      return [];
  }
};
