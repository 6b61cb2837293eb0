/**
 * The tokens of identity pools, with which their identities become sessions of roles.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html
 */
import { mkdirSync } from "node:fs";
import { peekJwt, readJwt, signJwt } from "../../cognito/tokens/jwt.ts";
import { type Keys, loadKeys } from "../../cognito/tokens/keys.ts";
import { type SessionTags, tagsClaim } from "../../sts/session-tags.ts";
import type { WebIdentity, WebIdentityProvider } from "../../sts/web-identity.ts";

/** As trust policies name it under `Federated`; also the first part of its condition keys. */
export const identityProvider = "cognito-identity.amazonaws.com";

const issuer = `https://${identityProvider}`;

/** Ten minutes, as on AWS: https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetOpenIdToken.html */
const lifetimeSeconds = 600;

export interface TokenSubject {
  readonly identityId: string;
  readonly poolId: string;
  /** `authenticated` and who vouched, or `unauthenticated`. */
  readonly methods: readonly string[];
  /** Of the sessions that the token opens. */
  readonly tags: SessionTags;
}

export interface IdentityTokens extends WebIdentityProvider {
  issue(subject: TokenSubject): string;
}

/** @param folder holds the key, which is another one than that of the user pools */
export const openIdentityTokens = (folder: string, now: () => Date = () => new Date()): IdentityTokens => {
  // Making a key takes a fraction of a second, and many a run of the cloud issues no token.
  let loaded: Keys | undefined;
  const keys = (): Keys => {
    if (!loaded) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      loaded = loadKeys(folder);
    }
    return loaded;
  };

  return {
    issue: ({ identityId, poolId, methods, tags }) => {
      const issuedAt = Math.floor(now().getTime() / 1_000);
      return signJwt(keys(), {
        sub: identityId,
        aud: poolId,
        amr: methods,
        iss: issuer,
        iat: issuedAt,
        exp: issuedAt + lifetimeSeconds,
        ...(Object.keys(tags).length > 0 ? { [tagsClaim]: claimOf(tags) } : {}),
      });
    },
    read: (token) => {
      if (peekJwt(token)?.iss !== issuer) return undefined;
      const claims = readJwt(keys(), token);
      return claims ? webIdentity(claims) : "forged";
    },
  };
};

const claimOf = (tags: SessionTags): object => ({
  principal_tags: Object.fromEntries(Object.entries(tags).map(([key, value]) => [key, [value]])),
});

const tagsIn = (claim: unknown): SessionTags => {
  const { principal_tags: tags } = Object(claim);
  return Object.fromEntries(Object.entries(Object(tags)).map(([key, values]) => [key, String(values)]));
};

/** The claims are our own: {@link IdentityTokens.issue} has written them. */
const webIdentity = (claims: Readonly<Record<string, unknown>>): WebIdentity => ({
  provider: identityProvider,
  subject: String(claims.sub),
  audience: String(claims.aud),
  expiresAt: new Date(Number(claims.exp) * 1_000),
  tags: tagsIn(claims[tagsClaim]),
  context: {
    [`${identityProvider}:sub`]: String(claims.sub),
    [`${identityProvider}:aud`]: String(claims.aud),
    [`${identityProvider}:amr`]: Array.isArray(claims.amr) ? claims.amr.map(String) : [],
  },
});
