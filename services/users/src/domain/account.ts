import type { UserId } from "@skein/contracts/ids";
import type { Profile } from "@skein/contracts/users";

/** What remains of an account whose owner closed it: that it was, and when. Nothing tells who the owner was. */
export interface ClosedAccount {
  readonly id: UserId;
  readonly closedAt: string;
}

export type Account =
  | { readonly state: "open"; readonly id: UserId; readonly profile: Profile }
  | ({ readonly state: "closed" } & ClosedAccount);
