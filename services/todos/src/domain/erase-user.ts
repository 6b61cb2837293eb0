import type { UserId } from "@skein/contracts/ids";
import type { ClosedAccounts } from "./closed-accounts.ts";
import type { ErasedFiles, Folders } from "./erase-files.ts";

/** Items that belong to users. */
export interface OwnedItems {
  /** Erases all that a user owns. @returns how many that were */
  erase(ownerId: UserId): Promise<number>;
}

export interface Erased extends ErasedFiles {
  readonly todos: number;
  readonly idempotencyKeys: number;
}

/**
 * Erases what is held on a user. First the account is noted as closed, so that nothing is added behind the back of
 * what follows. Whatever is interrupted goes on with what is left, and a second time finds nothing.
 */
export const eraseUser = async (
  id: UserId,
  ports: {
    readonly closedAccounts: Pick<ClosedAccounts, "add">;
    readonly todos: OwnedItems;
    readonly idempotencyKeys: OwnedItems;
    readonly folders: Folders;
  },
): Promise<Erased> => {
  await ports.closedAccounts.add(id);
  const todos = await ports.todos.erase(id);
  const idempotencyKeys = await ports.idempotencyKeys.erase(id);
  return { todos, idempotencyKeys, ...(await ports.folders.empty(id)) };
};
