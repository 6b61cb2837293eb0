import { userId } from "@skein/contracts/ids";
import { timestamp } from "@skein/contracts/time";
import { type Profile, profile } from "@skein/contracts/users";
import type { Account, ClosedAccount } from "../domain/account.ts";

// The stream reads it, and the events about this write carry the trace on.
const traced = (traceparent: string | undefined) => traceparent !== undefined && { traceparent };

/** A profile as the table has it. */
export const toItem = (stored: Profile, traceparent: string | undefined): Record<string, unknown> => ({
  ...stored,
  ...traced(traceparent),
});

/** What the table has in its place once the account is closed. */
export const toClosedItem = (
  closed: ClosedAccount,
  traceparent: string | undefined,
): Record<string, unknown> => ({ ...closed, ...traced(traceparent) });

export const fromItem = (item: Record<string, unknown>): Account => {
  const id = userId.parse(item.id);
  if (item.closedAt === undefined) return { state: "open", id, profile: profile.parse(item) };
  return { state: "closed", id, closedAt: timestamp.parse(item.closedAt) };
};
