import type { Claims } from "../../cognito/tokens/jwt.ts";
import type { LoginKey } from "../identities/identity.ts";

/** A token that was looked at and is genuine. */
export interface Login extends LoginKey {
  /** App client of the user pool. */
  readonly clientId: string;
  readonly claims: Claims;
}

/**
 * What a token of the identity says about how it was authenticated.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html
 */
export const methodsOf = (logins: readonly Login[]): readonly string[] =>
  logins.length === 0
    ? ["unauthenticated"]
    : [
        "authenticated",
        ...logins.flatMap(({ provider, subject }) => [provider, `${provider}:CognitoSignIn:${subject}`]),
      ];
