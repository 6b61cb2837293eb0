import { appCaller } from "../auth/app-caller.ts";
import { startFlow } from "../auth/flows.ts";
import { type Action, type Cognito, unsigned } from "../context.ts";
import { text, textMap } from "../input.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html */
export const initiateAuth = (cognito: Cognito): Action => ({
  access: unsigned,
  handle: (input) => {
    const signIn = { ...appCaller(cognito, input), clientMetadata: textMap(input, "ClientMetadata") };
    return startFlow(cognito, signIn, text(input, "AuthFlow"), textMap(input, "AuthParameters"), "user");
  },
});
