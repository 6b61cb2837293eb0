import { getUserRoute } from "@skein/contracts/users";
import { http } from "@skein/lambda-kit/http";
import { profileRepository } from "../adapters/profile-repository.ts";
import { getProfile } from "../domain/get-profile.ts";

export const handler = http(getUserRoute, async ({ params }) => {
  const { id, displayName, createdAt, updatedAt, version } = await getProfile(params.userId, {
    profiles: profileRepository(),
  });
  return { status: 200, body: { id, displayName, createdAt, updatedAt, version } };
});
