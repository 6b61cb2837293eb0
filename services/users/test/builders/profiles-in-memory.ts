import type { Profile } from "@skein/contracts/users";
import { VersionConflict } from "@skein/lambda-kit/errors";
import type { ProfileRepository } from "../../src/domain/profile-repository.ts";

/** A repository for tests of rules; it keeps the promises of the port, and nothing after the test. */
export const profilesInMemory = (...stored: Profile[]): ProfileRepository => {
  const profiles = new Map(stored.map((profile) => [profile.id, profile]));
  const closed = new Set<Profile["id"]>();
  const refuseOther = (id: Profile["id"], version: number) => {
    const actual = profiles.get(id)?.version;
    if (actual !== version) throw new VersionConflict(id, version, actual);
  };

  return {
    find: async (id) => profiles.get(id),

    async add(profile) {
      if (!profiles.has(profile.id) && !closed.has(profile.id)) profiles.set(profile.id, profile);
    },

    async replace(profile, storedVersion) {
      refuseOther(profile.id, storedVersion);
      profiles.set(profile.id, profile);
    },

    async close({ id }, expectedVersion) {
      if (profiles.has(id) && expectedVersion !== undefined) refuseOther(id, expectedVersion);
      profiles.delete(id);
      const wasOpen = !closed.has(id);
      closed.add(id);
      return wasOpen;
    },
  };
};
