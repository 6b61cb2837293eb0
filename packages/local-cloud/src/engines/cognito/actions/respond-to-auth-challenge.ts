import { appCaller } from "../auth/app-caller.ts";
import { answerChallenge } from "../auth/challenges.ts";
import { type Action, type Cognito, unsigned } from "../context.ts";
import { textMap } from "../input.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RespondToAuthChallenge.html */
export const respondToAuthChallenge = (cognito: Cognito): Action => ({
  access: unsigned,
  handle: (input) => {
    const signIn = { ...appCaller(cognito, input), clientMetadata: textMap(input, "ClientMetadata") };
    return answerChallenge(cognito, signIn, input);
  },
});
