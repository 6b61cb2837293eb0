import type { Cognito } from "../context.ts";
import { invalidParameter, unsupported } from "../errors.ts";
import { type Input, text, textMap } from "../input.ts";
import { checkSecretHash } from "./app-caller.ts";
import { answerNewPassword } from "./new-password.ts";
import { type SignIn, type SignInAnswer, signedInBy } from "./sign-in.ts";
import { answerSrp } from "./srp-flow.ts";

/** The next step of a sign-in that was answered with a challenge. */
export const answerChallenge = async (
  cognito: Cognito,
  signIn: SignIn,
  input: Input,
): Promise<SignInAnswer> => {
  const name = text(input, "ChallengeName");
  const responses = textMap(input, "ChallengeResponses");
  if (!responses.USERNAME) throw invalidParameter("Missing required parameter USERNAME");
  checkSecretHash(signIn.client, responses.USERNAME, responses.SECRET_HASH);
  if (name === "PASSWORD_VERIFIER") return answerSrp(cognito, signIn, responses);
  if (name === "NEW_PASSWORD_REQUIRED") {
    const user = answerNewPassword(cognito, signIn, text(input, "Session"), responses);
    return signedInBy(cognito, signIn, user, "NewPasswordChallenge");
  }
  throw unsupported(
    `the challenge ${name}`,
    "Only PASSWORD_VERIFIER and NEW_PASSWORD_REQUIRED are asked here.",
  );
};
