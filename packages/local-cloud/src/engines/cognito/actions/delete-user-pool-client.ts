import { type Action, type Cognito, onPool } from "../context.ts";
import { text } from "../input.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteUserPoolClient.html */
export const deleteUserPoolClient = (cognito: Cognito): Action => ({
  access: onPool(cognito, "DeleteUserPoolClient"),
  handle: (input) => {
    const pool = cognito.store.pools.get(text(input, "UserPoolId"));
    cognito.store.clients.delete(cognito.store.clients.get(text(input, "ClientId"), pool.id).id);
    return {};
  },
});
