import type { Cognito } from "../context.ts";
import { notAuthorized, userDisabled, userNotFound } from "../errors.ts";
import { type Input, text } from "../input.ts";
import type { AppClient } from "../pools/app-client.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { Session } from "../store/session-store.ts";
import type { User } from "../users/user.ts";
import { readJwt } from "./jwt.ts";
import { issuerOf, userScope } from "./token-claims.ts";

/** Who calls with an access token. */
export interface SignedIn {
  readonly pool: UserPool;
  readonly client: AppClient;
  readonly user: User;
  readonly session: Session;
}

const invalidToken = () => notAuthorized("Invalid Access Token");

const sessionOf = (cognito: Cognito, token: string): Session => {
  const { keys, store, now, region } = cognito;
  const claims = readJwt(keys, token);
  if (claims?.token_use !== "access" || typeof claims.origin_jti !== "string") throw invalidToken();
  if (typeof claims.exp !== "number" || claims.exp * 1_000 <= now())
    throw notAuthorized("Access Token has expired");
  const session = store.sessions.find(claims.origin_jti);
  if (!session) {
    // Sessions go with their user.
    if (typeof claims.username === "string") throw userNotFound();
    throw invalidToken();
  }
  if (claims.iss !== issuerOf(region, session.poolId)) throw invalidToken();
  if (session.revoked) throw notAuthorized("Access Token has been revoked");
  if (!String(claims.scope).split(" ").includes(userScope))
    throw notAuthorized("Access Token does not have required scopes");
  return session;
};

/**
 * The user of the access token in `AccessToken`: signed here, in its time, and not revoked.
 * @throws {AwsError} `NotAuthorizedException`, `UserNotFoundException`
 */
export const signedIn = (cognito: Cognito, input: Input): SignedIn => {
  const { store } = cognito;
  const session = sessionOf(cognito, text(input, "AccessToken"));
  const user = store.users.find(session.poolId, session.username);
  if (!user) throw userNotFound();
  if (!user.enabled) throw userDisabled();
  return {
    pool: store.pools.get(session.poolId),
    client: store.clients.get(session.clientId),
    user,
    session,
  };
};
