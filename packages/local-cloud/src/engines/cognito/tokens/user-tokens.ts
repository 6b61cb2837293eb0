import type { Cognito } from "../context.ts";
import { type Claims, peekJwt, readJwt } from "./jwt.ts";
import { issuerOf } from "./token-claims.ts";

/** What others ask of the tokens that user pools have issued. */
export interface UserTokens {
  /**
   * The claims of a token that one of the pools here has signed. Its time, use and audience are not looked at.
   * `undefined` for any other text, and for tokens of a pool that is gone.
   */
  read(token: string): Claims | undefined;
  /** Whether the sign-in that a token comes from still stands: not revoked, and its user there and enabled. */
  isSignedIn(claims: Claims): boolean;
}

export const userTokens = ({
  keys,
  store,
  region,
}: Pick<Cognito, "keys" | "store" | "region">): UserTokens => ({
  read: (token) => {
    const issuer = peekJwt(token)?.iss;
    const known = store.pools.list().some(({ id }) => issuerOf(region, id) === issuer);
    return known ? readJwt(keys, token) : undefined;
  },
  isSignedIn: ({ origin_jti }) => {
    const session = typeof origin_jti === "string" ? store.sessions.find(origin_jti) : undefined;
    if (!session || session.revoked) return false;
    return store.users.find(session.poolId, session.username)?.enabled ?? false;
  },
});
