import type { UserId } from "@skein/contracts/ids";
import type { Profile } from "@skein/contracts/users";
import { NotFound } from "@skein/lambda-kit/errors";
import type { ProfileRepository } from "./profile-repository.ts";

/** @throws {NotFound} when the user has closed the account */
export const getProfile = async (
  id: UserId,
  { profiles }: { readonly profiles: Pick<ProfileRepository, "find"> },
): Promise<Profile> => {
  const profile = await profiles.find(id);
  if (!profile) throw new NotFound("user", id);
  return profile;
};
