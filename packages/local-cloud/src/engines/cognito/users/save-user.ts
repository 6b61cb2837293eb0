import type { Cognito } from "../context.ts";
import { aliasExists, userNotFound, usernameExists } from "../errors.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { NameTaken } from "../store/user-store.ts";
import { canonicalName, signInNames } from "./sign-in-names.ts";
import type { User } from "./user.ts";

const takenAttribute = (pool: UserPool, user: User, name: string): string | undefined =>
  Object.keys(user.attributes).find(
    (attribute) => canonicalName(pool, user.attributes[attribute] ?? "") === name,
  );

/**
 * Stores a user as of now.
 * @throws {AwsError} `AliasExistsException` when another user signs in by one of its attributes
 */
export const saveUser = ({ store, now }: Cognito, pool: UserPool, user: User): User => {
  const saved = { ...user, modifiedAt: now() };
  try {
    store.users.save(saved, signInNames(pool, saved));
    return saved;
  } catch (error) {
    if (!(error instanceof NameTaken)) throw error;
    const attribute = takenAttribute(pool, user, error.taken) ?? "username";
    throw aliasExists(`An account with the given ${attribute} already exists.`);
  }
};

/** Stores a new user. @throws {AwsError} `UsernameExistsException` */
export const insertUser = (cognito: Cognito, pool: UserPool, user: User): User => {
  const { store } = cognito;
  const taken = signInNames(pool, user).find((name) => store.users.findByName(pool.id, name));
  if (taken !== undefined)
    throw usernameExists(
      pool.settings.UsernameAttributes.length > 0
        ? `An account with the given ${takenAttribute(pool, user, taken) ?? "username"} already exists.`
        : undefined,
    );
  return saveUser(cognito, pool, user);
};

/** Changes a user as it is now, which may not be as it was when the call began. */
export const updateUser = (
  cognito: Cognito,
  pool: UserPool,
  user: User,
  change: (current: User) => User,
): User => {
  const current = cognito.store.users.find(pool.id, user.username);
  if (!current) throw userNotFound();
  return saveUser(cognito, pool, change(current));
};
