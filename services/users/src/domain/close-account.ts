import type { UserId } from "@skein/contracts/ids";
import type { Identities } from "./identities.ts";
import type { ProfileRepository } from "./profile-repository.ts";

/**
 * Closes an account. The profile goes first and its removal tells the other services; then the login. Whoever is
 * interrupted between the two still holds a token and can ask again, which ends what was begun.
 *
 * @throws {VersionConflict} when `expectedVersion` is given and not the stored one
 */
export const closeAccount = async (
  id: UserId,
  expectedVersion: number | undefined,
  ports: { readonly profiles: Pick<ProfileRepository, "remove">; readonly identities: Identities },
): Promise<void> => {
  await ports.profiles.remove(id, expectedVersion);
  await ports.identities.remove(id);
};
