import { updateMeRoute } from "@skein/contracts/users";
import { http } from "@skein/lambda-kit/http";
import { profileRepository } from "../adapters/profile-repository.ts";
import { updateProfile } from "../domain/update-profile.ts";

export const handler = http(updateMeRoute, async ({ body, user, expectedVersion, traceparent }) => {
  const profile = await updateProfile({ ...body, id: user.id, expectedVersion }, new Date(), {
    profiles: profileRepository({ traceparent }),
  });
  return { status: 200, body: profile };
});
