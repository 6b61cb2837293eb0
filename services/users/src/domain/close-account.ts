import type { UserId } from "@skein/contracts/ids";
import type { Identities } from "./identities.ts";
import type { ProfileRepository } from "./profile-repository.ts";

/**
 * Closes an account. First the profile gives way to the note that the account is closed; this one write is what
 * the other services hear of. Then the login goes. Whatever happens between the two, the note brings the login down:
 * `removeIdentity` follows it, and the owner, who still holds a token, may ask again.
 *
 * @returns whether the account was open
 * @throws {VersionConflict} when `expectedVersion` is given and not the stored one
 */
export const closeAccount = async (
  id: UserId,
  expectedVersion: number | undefined,
  now: Date,
  ports: { readonly profiles: Pick<ProfileRepository, "close">; readonly identities: Identities },
): Promise<boolean> => {
  const wasOpen = await ports.profiles.close({ id, closedAt: now.toISOString() }, expectedVersion);
  await ports.identities.remove(id);
  return wasOpen;
};
