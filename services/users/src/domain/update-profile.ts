import type { UserId } from "@skein/contracts/ids";
import type { Profile } from "@skein/contracts/users";
import { VersionConflict } from "@skein/lambda-kit/errors";
import { getProfile } from "./get-profile.ts";
import type { ProfileRepository } from "./profile-repository.ts";

export interface ProfileUpdate {
  readonly id: UserId;
  readonly displayName: string;
  /** `undefined`: any version will do. */
  readonly expectedVersion: number | undefined;
}

const maximumAttempts = 3;

/**
 * Changes a profile; giving the name that is stored changes nothing. A caller who expects no version gets the
 * change made to the newest one, so a write that came in between is read and the change made again.
 *
 * @throws {NotFound}
 * @throws {VersionConflict} when the stored version is not the expected one, or changes faster than we read it
 */
export const updateProfile = async (
  { id, displayName, expectedVersion }: ProfileUpdate,
  now: Date,
  { profiles }: { readonly profiles: Pick<ProfileRepository, "find" | "replace"> },
): Promise<Profile> => {
  for (let attempt = 1; ; attempt += 1) {
    const profile = await getProfile(id, { profiles });
    if (expectedVersion !== undefined && expectedVersion !== profile.version)
      throw new VersionConflict(id, expectedVersion, profile.version);
    if (profile.displayName === displayName) return profile;

    const changed = { ...profile, displayName, updatedAt: now.toISOString(), version: profile.version + 1 };
    try {
      await profiles.replace(changed, profile.version);
      return changed;
    } catch (error) {
      const mayRetry = expectedVersion === undefined && attempt < maximumAttempts;
      if (!(error instanceof VersionConflict && mayRetry)) throw error;
    }
  }
};
