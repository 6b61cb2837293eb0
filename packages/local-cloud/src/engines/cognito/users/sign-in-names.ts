import type { UserPool } from "../pools/user-pool.ts";
import type { User } from "./user.ts";

/** The form in which names are compared. */
export const canonicalName = ({ settings }: UserPool, name: string): string =>
  settings.UsernameConfiguration.CaseSensitive ? name : name.toLowerCase();

/** Aliases count once they are verified, so that nobody can sit on the address of somebody else. */
const aliases = ({ settings }: UserPool, { attributes }: User): (string | undefined)[] =>
  settings.AliasAttributes.map((alias) =>
    alias === "preferred_username" || attributes[`${alias}_verified`] === "true"
      ? attributes[alias]
      : undefined,
  );

/**
 * All names by which a user is found, see
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html#user-pool-settings-aliases
 */
export const signInNames = (pool: UserPool, user: User): string[] =>
  [
    user.username,
    user.attributes.sub,
    ...pool.settings.UsernameAttributes.map((attribute) => user.attributes[attribute]),
    ...aliases(pool, user),
  ].flatMap((name) => (name ? [canonicalName(pool, name)] : []));
