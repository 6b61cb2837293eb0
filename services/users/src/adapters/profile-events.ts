import { userDeleted, userRegistered, userUpdated } from "@skein/contracts/users";
import type { Change } from "@skein/lambda-kit/change";
import { draftEvent, type EventDraft } from "@skein/lambda-kit/events";
import type { Account } from "../domain/account.ts";
import { closedAccountIn } from "./closed-account.ts";

/** What the world hears about a change of an account. Never the e-mail address. */
export const profileEvents = (change: Change<Account>): readonly EventDraft[] => {
  const closed = closedAccountIn(change);
  if (closed) {
    const { id, closedAt } = closed;
    return [draftEvent(userDeleted, id, { userId: id, deletedAt: closedAt })];
  }
  if (change.kind === "removed" || change.after.state === "closed") return [];

  const { id, displayName, createdAt, updatedAt, version } = change.after.profile;
  return change.kind === "inserted"
    ? [draftEvent(userRegistered, id, { userId: id, displayName, registeredAt: createdAt })]
    : [draftEvent(userUpdated, id, { userId: id, displayName, updatedAt, version })];
};
