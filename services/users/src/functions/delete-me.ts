import { deleteMeRoute } from "@skein/contracts/users";
import { http } from "@skein/lambda-kit/http";
import { cognitoIdentities } from "../adapters/cognito-identities.ts";
import { profileRepository } from "../adapters/profile-repository.ts";
import { closeAccount } from "../domain/close-account.ts";

export const handler = http(deleteMeRoute, async ({ user, expectedVersion, traceparent, logger }) => {
  const wasOpen = await closeAccount(user.id, expectedVersion, new Date(), {
    profiles: profileRepository({ traceparent }),
    identities: cognitoIdentities(),
  });
  // The line of the audit has the user's id, which leads nowhere any more, and nothing else about the person.
  logger.info(wasOpen ? "account closed" : "account was closed before", { audit: "account-closed" });
  return { status: 204 };
});
