import { userId } from "@skein/contracts/ids";
import type { PostConfirmationTriggerEvent } from "aws-lambda";
import { profileRepository } from "../adapters/profile-repository.ts";
import { registerUser } from "../domain/register-user.ts";

/**
 * Runs after a sign-up is confirmed, and after a forgotten password is: the second gives a profile to whoever
 * missed it at the first. Cognito wants its event back.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-post-confirmation.html
 */
export const handler = async (event: PostConfirmationTriggerEvent): Promise<PostConfirmationTriggerEvent> => {
  const { sub, email, name } = event.request.userAttributes;
  await registerUser({ id: userId.parse(sub), email: email ?? "", name }, new Date(), {
    profiles: profileRepository(),
  });
  return event;
};
