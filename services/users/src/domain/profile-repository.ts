import type { UserId } from "@skein/contracts/ids";
import type { Profile } from "@skein/contracts/users";
import type { ClosedAccount } from "./account.ts";

/** Where profiles are kept. */
export interface ProfileRepository {
  find(id: UserId): Promise<Profile | undefined>;

  /** Adds a profile, unless the user has one, or had one and closed the account. */
  add(profile: Profile): Promise<void>;

  /**
   * @param storedVersion the version that `profile` replaces
   * @throws {VersionConflict} when another version is stored, or none
   */
  replace(profile: Profile, storedVersion: number): Promise<void>;

  /**
   * Puts in the profile's place, in one write, the note that the account was closed. Of the profile nothing is left.
   *
   * @returns whether it was open; `false` changes nothing
   * @throws {VersionConflict} when `expectedVersion` is given and not that of the profile
   */
  close(closed: ClosedAccount, expectedVersion: number | undefined): Promise<boolean>;
}
