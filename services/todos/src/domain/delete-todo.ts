import type { TodoId, UserId } from "@skein/contracts/ids";
import { NotFound } from "@skein/lambda-kit/errors";
import type { TodoRepository } from "./todo-repository.ts";

/**
 * @throws {NotFound} when it is not there, any more or at all
 * @throws {VersionConflict} when `expectedVersion` is given and not the stored one
 */
export const deleteTodo = async (
  ownerId: UserId,
  id: TodoId,
  expectedVersion: number | undefined,
  { todos }: { readonly todos: Pick<TodoRepository, "remove"> },
): Promise<void> => {
  if (!(await todos.remove(ownerId, id, expectedVersion))) throw new NotFound("todo", id);
};
