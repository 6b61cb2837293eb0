import type { TodoId, UserId } from "@skein/contracts/ids";
import type { Todo } from "@skein/contracts/todos";
import { Unauthorized } from "@skein/lambda-kit/errors";
import type { ClosedAccounts } from "./closed-accounts.ts";
import type { TodoRepository } from "./todo-repository.ts";

export interface NewTodo {
  readonly id: TodoId;
  readonly ownerId: UserId;
  readonly title: string;
  readonly notes?: string;
  readonly dueAt?: string;
}

interface Ports {
  readonly todos: Pick<TodoRepository, "add" | "remove">;
  readonly closedAccounts: Pick<ClosedAccounts, "has">;
}

/**
 * Adds an open todo. Adding the same id again changes nothing and answers what is stored: retries are safe.
 *
 * @throws {Unauthorized} when the owner has closed the account; the token does not know yet
 */
export const createTodo = async (
  { id, ownerId, title, notes, dueAt }: NewTodo,
  now: Date,
  { todos, closedAccounts }: Ports,
): Promise<Todo> => {
  if (await closedAccounts.has(ownerId)) throw accountIsClosed();
  const todo = await todos.add(ownerId, {
    id,
    title,
    ...(notes !== undefined && { notes }),
    ...(dueAt !== undefined && { dueAt }),
    completed: false,
    createdAt: now.toISOString(),
    updatedAt: now.toISOString(),
    version: 1,
  });
  // Closed just now: whoever erases the todos may have come by before this one was there.
  if (await closedAccounts.has(ownerId)) {
    await todos.remove(ownerId, id, undefined);
    throw accountIsClosed();
  }
  return todo;
};

const accountIsClosed = () => new Unauthorized("The account is closed");
