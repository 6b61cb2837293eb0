import type { Cognito } from "../context.ts";
import { userNotFound } from "../errors.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { canonicalName } from "./sign-in-names.ts";
import type { User } from "./user.ts";

export const findUser = ({ store }: Cognito, pool: UserPool, name: string): User | undefined =>
  store.users.findByName(pool.id, canonicalName(pool, name));

/** @throws {AwsError} `UserNotFoundException` */
export const getUser = (cognito: Cognito, pool: UserPool, name: string): User => {
  const user = findUser(cognito, pool, name);
  if (!user) throw userNotFound();
  return user;
};
