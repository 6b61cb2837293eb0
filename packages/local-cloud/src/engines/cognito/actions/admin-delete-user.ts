import { type Action, type Cognito, onPool } from "../context.ts";
import { namedUser } from "../users/named-user.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDeleteUser.html */
export const adminDeleteUser = (cognito: Cognito): Action => ({
  access: onPool(cognito, "AdminDeleteUser"),
  handle: (input) => {
    const { pool, user } = namedUser(cognito, input);
    cognito.store.users.delete(pool.id, user.username);
    return {};
  },
});
