import { type Action, type Cognito, onPool } from "../context.ts";
import { invalidParameter } from "../errors.ts";
import { text } from "../input.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteUserPool.html */
export const deleteUserPool = (cognito: Cognito): Action => ({
  access: onPool(cognito, "DeleteUserPool"),
  handle: (input) => {
    const pool = cognito.store.pools.get(text(input, "UserPoolId"));
    if (pool.settings.DeletionProtection === "ACTIVE")
      throw invalidParameter(
        "The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.",
      );
    cognito.store.pools.delete(pool.id);
    return {};
  },
});
