import type { TodoId, UserId } from "@skein/contracts/ids";
import type { Todo } from "@skein/contracts/todos";
import { NotFound, VersionConflict } from "@skein/lambda-kit/errors";
import { changeTodo, type TodoChange } from "./change-todo.ts";
import type { TodoRepository } from "./todo-repository.ts";

export interface TodoUpdate {
  readonly ownerId: UserId;
  readonly id: TodoId;
  readonly change: TodoChange;
  /** `undefined`: any version will do. */
  readonly expectedVersion: number | undefined;
}

const maximumAttempts = 3;

/**
 * Changes a todo. A caller who expects no version gets the change made to the newest one, so a write that came
 * in between is read and the change made again.
 *
 * @throws {NotFound}
 * @throws {VersionConflict} when the stored version is not the expected one, or changes faster than we read it
 */
export const updateTodo = async (
  update: TodoUpdate,
  now: Date,
  { todos }: { readonly todos: TodoRepository },
): Promise<Todo> => {
  const { ownerId, id, change, expectedVersion } = update;
  for (let attempt = 1; ; attempt += 1) {
    const todo = await todos.find(ownerId, id);
    if (!todo) throw new NotFound("todo", id);
    if (expectedVersion !== undefined && expectedVersion !== todo.version)
      throw new VersionConflict(id, expectedVersion, todo.version);

    const changed = changeTodo(todo, change, now);
    if (changed === todo) return todo;
    try {
      await todos.replace(ownerId, changed, todo.version);
      return changed;
    } catch (error) {
      const mayRetry = expectedVersion === undefined && attempt < maximumAttempts;
      if (!(error instanceof VersionConflict && mayRetry)) throw error;
    }
  }
};
