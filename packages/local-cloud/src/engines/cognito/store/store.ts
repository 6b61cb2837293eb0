import path from "node:path";
import { openDatabase } from "../../../state/database.ts";
import { type ClientStore, createClientStore } from "./client-store.ts";
import { type CodeStore, createCodeStore } from "./code-store.ts";
import { createGroupStore, type GroupStore } from "./group-store.ts";
import { createPoolStore, type PoolStore } from "./pool-store.ts";
import { schema } from "./schema.ts";
import { createSessionStore, type SessionStore } from "./session-store.ts";
import { createUserStore, type UserStore } from "./user-store.ts";

/** Everything that Cognito keeps. Each call is on disk when it returns. */
export interface Store {
  readonly pools: PoolStore;
  readonly clients: ClientStore;
  readonly users: UserStore;
  readonly groups: GroupStore;
  readonly codes: CodeStore;
  readonly sessions: SessionStore;
  close(): void;
}

export const openStore = (folder: string): Store => {
  const database = openDatabase(path.join(folder, "pools.sqlite"), schema);
  return {
    pools: createPoolStore(database),
    clients: createClientStore(database),
    users: createUserStore(database),
    groups: createGroupStore(database),
    codes: createCodeStore(database),
    sessions: createSessionStore(database),
    close: () => database.close(),
  };
};
