import type { TodoId, UserId } from "@skein/contracts/ids";
import type { Todo } from "@skein/contracts/todos";
import type { TodoRepository } from "./todo-repository.ts";

export interface NewTodo {
  readonly id: TodoId;
  readonly ownerId: UserId;
  readonly title: string;
  readonly notes?: string;
  readonly dueAt?: string;
}

/** Adds an open todo. Adding the same id again changes nothing and answers what is stored: retries are safe. */
export const createTodo = (
  { id, ownerId, title, notes, dueAt }: NewTodo,
  now: Date,
  { todos }: { readonly todos: TodoRepository },
): Promise<Todo> =>
  todos.add(ownerId, {
    id,
    title,
    ...(notes !== undefined && { notes }),
    ...(dueAt !== undefined && { dueAt }),
    completed: false,
    createdAt: now.toISOString(),
    updatedAt: now.toISOString(),
    version: 1,
  });
