import { answerChallenge } from "../auth/challenges.ts";
import { type Action, type Cognito, onPool } from "../context.ts";
import { text, textMap } from "../input.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminRespondToAuthChallenge.html */
export const adminRespondToAuthChallenge = (cognito: Cognito): Action => ({
  access: onPool(cognito, "AdminRespondToAuthChallenge"),
  handle: (input) => {
    const pool = cognito.store.pools.get(text(input, "UserPoolId"));
    const client = cognito.store.clients.get(text(input, "ClientId"), pool.id);
    return answerChallenge(
      cognito,
      { pool, client, clientMetadata: textMap(input, "ClientMetadata") },
      input,
    );
  },
});
