import type { UserId } from "@skein/contracts/ids";
import type { Profile } from "@skein/contracts/users";

/** Where profiles are kept. */
export interface ProfileRepository {
  find(id: UserId): Promise<Profile | undefined>;

  /** Adds a profile, unless the user has one. */
  add(profile: Profile): Promise<void>;

  /**
   * @param storedVersion the version that `profile` replaces
   * @throws {VersionConflict} when another version is stored, or none
   */
  replace(profile: Profile, storedVersion: number): Promise<void>;

  /**
   * Removes a profile; one that is gone already stays gone.
   *
   * @throws {VersionConflict} when `expectedVersion` is given and not the stored one
   */
  remove(id: UserId, expectedVersion: number | undefined): Promise<void>;
}
