import { getMeRoute } from "@skein/contracts/users";
import { http } from "@skein/lambda-kit/http";
import { profileRepository } from "../adapters/profile-repository.ts";
import { getProfile } from "../domain/get-profile.ts";

export const handler = http(getMeRoute, async ({ user }) => {
  const profile = await getProfile(user.id, { profiles: profileRepository() });
  return { status: 200, body: profile };
});
