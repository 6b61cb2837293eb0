import { startFlow } from "../auth/flows.ts";
import { type Action, type Cognito, onPool } from "../context.ts";
import { text, textMap } from "../input.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminInitiateAuth.html */
export const adminInitiateAuth = (cognito: Cognito): Action => ({
  access: onPool(cognito, "AdminInitiateAuth"),
  handle: (input) => {
    const pool = cognito.store.pools.get(text(input, "UserPoolId"));
    const client = cognito.store.clients.get(text(input, "ClientId"), pool.id);
    const signIn = { pool, client, clientMetadata: textMap(input, "ClientMetadata") };
    const parameters = textMap(input, "AuthParameters");
    return startFlow(cognito, signIn, text(input, "AuthFlow"), parameters, "administrator");
  },
});
