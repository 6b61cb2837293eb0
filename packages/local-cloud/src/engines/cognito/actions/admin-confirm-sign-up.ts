import { type Action, type Cognito, onPool } from "../context.ts";
import { notAuthorized } from "../errors.ts";
import { textMap } from "../input.ts";
import { postConfirmation } from "../triggers/user-triggers.ts";
import { namedUser } from "../users/named-user.ts";
import { updateUser } from "../users/save-user.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminConfirmSignUp.html */
export const adminConfirmSignUp = (cognito: Cognito): Action => ({
  access: onPool(cognito, "AdminConfirmSignUp"),
  handle: async (input) => {
    const { pool, user } = namedUser(cognito, input);
    if (user.status !== "UNCONFIRMED")
      throw notAuthorized(`User cannot be confirmed. Current status is ${user.status}`);
    const confirmed = updateUser(cognito, pool, user, (current) => ({ ...current, status: "CONFIRMED" }));
    const scope = { pool, clientId: undefined, clientMetadata: textMap(input, "ClientMetadata") };
    await postConfirmation(cognito, scope, "ConfirmSignUp", confirmed);
    return {};
  },
});
