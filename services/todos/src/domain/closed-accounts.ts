import type { UserId } from "@skein/contracts/ids";

/** Users who closed their account lately: their tokens live on for a while, and must add nothing any more. */
export interface ClosedAccounts {
  add(id: UserId): Promise<void>;
  has(id: UserId): Promise<boolean>;
}
