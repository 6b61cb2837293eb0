import type { TodoId, UserId } from "@skein/contracts/ids";
import type { Todo, TodoStatus } from "@skein/contracts/todos";

/** Where todos are kept. Every method sees the todos of one owner and no others. */
export interface TodoRepository {
  find(ownerId: UserId, id: TodoId): Promise<Todo | undefined>;

  /** Adds a todo; when it is there already, answers the stored one instead. */
  add(ownerId: UserId, todo: Todo): Promise<Todo>;

  /**
   * @param storedVersion the version that `todo` replaces
   * @throws {VersionConflict} when another version is stored, or none
   */
  replace(ownerId: UserId, todo: Todo, storedVersion: number): Promise<void>;

  /**
   * @returns whether it was there
   * @throws {VersionConflict} when `expectedVersion` is given and not the stored one
   */
  remove(ownerId: UserId, id: TodoId, expectedVersion: number | undefined): Promise<boolean>;

  /** One page, newest first. */
  page(ownerId: UserId, query: TodoQuery): Promise<TodoPage>;
}

export interface TodoQuery {
  readonly limit: number;
  readonly status?: TodoStatus | undefined;
  /** The last todo of the page before. */
  readonly after?: TodoId | undefined;
}

export interface TodoPage {
  readonly items: Todo[];
  /** The last todo of this page; `undefined` when no page follows. */
  readonly last: TodoId | undefined;
}
