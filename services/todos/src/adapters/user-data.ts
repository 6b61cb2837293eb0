import { setting } from "@skein/lambda-kit/settings";
import type { OwnedItems } from "../domain/erase-user.ts";
import { ownedItems } from "./owned-items.ts";

/** Everything that this service holds on users, table by table. */
export const userData = (
  signal: AbortSignal,
): { readonly todos: OwnedItems; readonly idempotencyKeys: OwnedItems } => ({
  todos: ownedItems({ tableName: setting("TODOS_TABLE"), owner: "ownerId", key: ["ownerId", "id"], signal }),
  idempotencyKeys: ownedItems({
    tableName: setting("IDEMPOTENCY_TABLE"),
    indexName: "owner",
    owner: "owner",
    key: ["id"],
    signal,
  }),
});
