import type { Cognito } from "../context.ts";
import { type Input, text } from "../input.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { getUser } from "./find-user.ts";
import type { User } from "./user.ts";

/** The pool and the user that an administrator's call names by `UserPoolId` and `Username`. */
export const namedUser = (
  cognito: Cognito,
  input: Input,
): { readonly pool: UserPool; readonly user: User } => {
  const pool = cognito.store.pools.get(text(input, "UserPoolId"));
  return { pool, user: getUser(cognito, pool, text(input, "Username")) };
};
