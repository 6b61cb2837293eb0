import { randomUUID } from "node:crypto";
import type { Cognito } from "../context.ts";
import { invalidParameter } from "../errors.ts";
import { signsInBy, type UserPool } from "../pools/user-pool.ts";
import { isEmail, withAttributes } from "./attributes.ts";
import type { Attributes, User, UserStatus } from "./user.ts";

const checkUsername = (pool: UserPool, username: string): void => {
  if (signsInBy(pool, "email")) {
    if (!isEmail(username)) throw invalidParameter("Username should be an email.");
  } else if (pool.settings.AliasAttributes.includes("email") && isEmail(username)) {
    throw invalidParameter(
      "Username cannot be of email format, since user pool is configured for email alias.",
    );
  }
  if (username.length > 128 || !/^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u.test(username))
    throw invalidParameter(
      `1 validation error detected: Value at 'username' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+`,
    );
};

/**
 * A user as it is before it has a password. Where users sign in by e-mail, the name that was given is that
 * e-mail, and the username is the user's `sub`.
 *
 * @throws {AwsError} `InvalidParameterException`
 */
export const newUser = (
  { now }: Cognito,
  pool: UserPool,
  username: string,
  attributes: Attributes,
  status: UserStatus,
): User => {
  checkUsername(pool, username);
  const byEmail = signsInBy(pool, "email");
  if (byEmail && attributes.email && attributes.email !== username)
    throw invalidParameter("User attribute email must be the same as the username.");
  const sub = randomUUID();
  return {
    poolId: pool.id,
    username: byEmail ? sub : username,
    status,
    enabled: true,
    attributes: { ...withAttributes({}, byEmail ? { ...attributes, email: username } : attributes), sub },
    password: undefined,
    failedSignIns: 0,
    lockedUntil: 0,
    createdAt: now(),
    modifiedAt: now(),
  };
};
