import type { TodoId, UserId } from "@skein/contracts/ids";
import type { Todo } from "@skein/contracts/todos";
import { NotFound } from "@skein/lambda-kit/errors";
import type { TodoRepository } from "./todo-repository.ts";

/** @throws {NotFound} also for a todo of somebody else: nobody learns which ids exist */
export const getTodo = async (
  ownerId: UserId,
  id: TodoId,
  { todos }: { readonly todos: Pick<TodoRepository, "find"> },
): Promise<Todo> => {
  const todo = await todos.find(ownerId, id);
  if (!todo) throw new NotFound("todo", id);
  return todo;
};
