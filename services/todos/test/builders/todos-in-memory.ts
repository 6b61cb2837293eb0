import type { TodoId, UserId } from "@skein/contracts/ids";
import type { Todo } from "@skein/contracts/todos";
import { VersionConflict } from "@skein/lambda-kit/errors";
import type { TodoRepository } from "../../src/domain/todo-repository.ts";

/** A repository for tests of rules; it keeps the promises of the port, and nothing after the test. */
export const todosInMemory = (ownerId: UserId, ...stored: Todo[]): TodoRepository => {
  const keyOf = (owner: UserId, id: TodoId) => `${owner}/${id}`;
  const todos = new Map(stored.map((todo) => [keyOf(ownerId, todo.id), todo]));

  return {
    find: async (owner, id) => todos.get(keyOf(owner, id)),

    async add(owner, todo) {
      const key = keyOf(owner, todo.id);
      const kept = todos.get(key) ?? todo;
      todos.set(key, kept);
      return kept;
    },

    async replace(owner, todo, storedVersion) {
      const key = keyOf(owner, todo.id);
      if (todos.get(key)?.version !== storedVersion) throw new VersionConflict(todo.id, storedVersion);
      todos.set(key, todo);
    },

    async remove(owner, id, expectedVersion) {
      const key = keyOf(owner, id);
      const todo = todos.get(key);
      if (todo && expectedVersion !== undefined && todo.version !== expectedVersion)
        throw new VersionConflict(id, expectedVersion, todo.version);
      return todos.delete(key);
    },

    page: () => Promise.reject(new Error("no rule lists todos")),
  };
};
