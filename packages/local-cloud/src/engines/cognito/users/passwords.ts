import { createVerifier, type Identity } from "../auth/srp.ts";
import type { Cognito } from "../context.ts";
import { checkPassword } from "../pools/password-policy.ts";
import { poolNameOf, type UserPool } from "../pools/user-pool.ts";
import type { User } from "./user.ts";

export const identityOf = (user: User): Identity => ({
  poolName: poolNameOf(user.poolId),
  username: user.username,
});

/**
 * The user with another password, and free to try it.
 * @throws {AwsError} `InvalidPasswordException`
 */
export const withPassword = ({ now }: Cognito, pool: UserPool, user: User, password: string): User => {
  checkPassword(pool.settings.Policies.PasswordPolicy, password);
  return {
    ...user,
    password: { ...createVerifier(identityOf(user), password), setAt: now() },
    failedSignIns: 0,
    lockedUntil: 0,
  };
};
