import type { UserId } from "@skein/contracts/ids";
import type { ClosedAccounts } from "../../src/domain/closed-accounts.ts";

export const closedAccountsInMemory = (...closed: UserId[]): ClosedAccounts => {
  const ids = new Set(closed);
  return {
    add: async (id) => void ids.add(id),
    has: async (id) => ids.has(id),
  };
};
