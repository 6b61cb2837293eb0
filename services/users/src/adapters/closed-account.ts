import type { Change } from "@skein/lambda-kit/change";
import type { Account, ClosedAccount } from "../domain/account.ts";

/**
 * The account that a change closes, if it closes one. An item that is gone altogether was removed by an operator,
 * and closes the account too.
 */
export const closedAccountIn = (change: Change<Account>): ClosedAccount | undefined => {
  if (change.kind !== "inserted" && change.before.state === "closed") return undefined;
  if (change.kind === "removed") return { id: change.before.id, closedAt: change.at.toISOString() };
  return change.after.state === "closed" ? change.after : undefined;
};
