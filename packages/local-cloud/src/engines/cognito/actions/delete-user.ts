import { type Action, type Cognito, unsigned } from "../context.ts";
import { signedIn } from "../tokens/access-token.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteUser.html */
export const deleteUser = (cognito: Cognito): Action => ({
  access: unsigned,
  handle: (input) => {
    const { pool, user } = signedIn(cognito, input);
    cognito.store.users.delete(pool.id, user.username);
    return {};
  },
});
