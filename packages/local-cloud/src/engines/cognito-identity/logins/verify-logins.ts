/** Looks at the tokens that a caller brings: only ID tokens of the pool's own app clients will do. */
import { type Claims, peekJwt } from "../../cognito/tokens/jwt.ts";
import type { IdentityPools } from "../context.ts";
import { invalidLogin, loginsDoNotMatch, unsupportedProvider } from "../errors.ts";
import { type Input, textMap } from "../input.ts";
import type { IdentityPool } from "../pools/identity-pool.ts";
import type { Login } from "./login.ts";

/** Claims that are signed by the user pool that the login is said to come from. */
const signedClaims = ({ userTokens }: IdentityPools, provider: string, token: string): Claims => {
  const claimed = peekJwt(token);
  if (!claimed) throw invalidLogin("Not a valid OpenId Connect identity token.");
  if (claimed.iss !== `https://${provider}`) throw invalidLogin("Issuer doesn't match providerName");
  const claims = userTokens.read(token);
  if (!claims) throw invalidLogin("Token signature invalid.");
  return claims;
};

const checkTime = ({ now }: IdentityPools, { exp }: Claims): void => {
  const seconds = Math.floor(now().getTime() / 1_000);
  if (typeof exp !== "number") throw invalidLogin("Missing a required claim: exp");
  if (seconds >= exp) throw invalidLogin(`Token expired: ${seconds} >= ${exp}`);
};

const verify = (pools: IdentityPools, pool: IdentityPool, provider: string, token: string): Login => {
  const apps = pool.settings.CognitoIdentityProviders.filter(({ ProviderName }) => ProviderName === provider);
  if (apps.length === 0) throw loginsDoNotMatch();
  const claims = signedClaims(pools, provider, token);
  // An access token has none, and tells nobody who its user is.
  if (typeof claims.aud !== "string") throw invalidLogin("Missing a required claim: aud");
  checkTime(pools, claims);
  const app = apps.find(({ ClientId }) => ClientId === claims.aud);
  if (!app) throw unsupportedProvider();
  if (claims.token_use !== "id" || typeof claims.sub !== "string")
    throw invalidLogin("Not a valid OpenId Connect identity token.");
  if (app.ServerSideTokenCheck && !pools.userTokens.isSignedIn(claims))
    throw invalidLogin("Token has been revoked.");
  return { provider, subject: claims.sub, clientId: app.ClientId, claims };
};

/**
 * The logins in `Logins`: `{"cognito-idp.<region>.amazonaws.com/<user pool id>": "<ID token>"}`. One that is not
 * valid makes the whole call fail.
 *
 * @throws {AwsError} `NotAuthorizedException`
 */
export const loginsIn = (pools: IdentityPools, pool: IdentityPool, input: Input): readonly Login[] =>
  Object.entries(textMap(input, "Logins")).map(([provider, token]) => verify(pools, pool, provider, token));
