import type { UserId } from "@skein/contracts/ids";

/** The logins, which are not ours to keep: Cognito has them. */
export interface Identities {
  /** Removes a login; one that is gone already stays gone. */
  remove(id: UserId): Promise<void>;
}
