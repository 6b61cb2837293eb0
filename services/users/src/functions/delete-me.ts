import { deleteMeRoute } from "@skein/contracts/users";
import { http } from "@skein/lambda-kit/http";
import { cognitoIdentities } from "../adapters/cognito-identities.ts";
import { profileRepository } from "../adapters/profile-repository.ts";
import { closeAccount } from "../domain/close-account.ts";

export const handler = http(deleteMeRoute, async ({ user, expectedVersion }) => {
  await closeAccount(user.id, expectedVersion, {
    profiles: profileRepository(),
    identities: cognitoIdentities(),
  });
  return { status: 204 };
});
