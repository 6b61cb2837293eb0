import { randomBytes, randomUUID } from "node:crypto";
import type { Cognito } from "../context.ts";
import { type AppClient, tokenLifetimes } from "../pools/app-client.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { Session } from "../store/session-store.ts";
import {
  changedClaims,
  changedScope,
  preTokenGeneration,
  type TokenSource,
} from "../triggers/pre-token-generation.ts";
import type { User } from "../users/user.ts";
import { signJwt } from "./jwt.ts";
import { accessClaims, idClaims, issuerOf, userScope } from "./token-claims.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AuthenticationResultType.html */
export interface AuthenticationResult {
  readonly AccessToken: string;
  readonly IdToken: string;
  /** Only when somebody signs in; a refresh keeps the token it was made with. */
  readonly RefreshToken?: string;
  readonly ExpiresIn: number;
  readonly TokenType: "Bearer";
}

export interface TokenRequest {
  readonly pool: UserPool;
  readonly client: AppClient;
  readonly user: User;
  readonly source: TokenSource;
  readonly clientMetadata?: Readonly<Record<string, string>> | undefined;
}

const makeTokens = async (
  cognito: Cognito,
  { pool, client, user, source, clientMetadata }: TokenRequest,
  session: Session,
): Promise<AuthenticationResult> => {
  const { store, keys, region, now } = cognito;
  const groups = store.groups.ofUser(user);
  const names = groups.map(({ name }) => name);
  const roleArns = groups.flatMap(({ roleArn }) => (roleArn ? [roleArn] : []));
  const changes = await preTokenGeneration(
    cognito,
    { pool, clientId: client.id, clientMetadata },
    source,
    user,
    { names, roleArns },
  );
  const groupNames = changes.groups ?? names;
  const lifetimes = tokenLifetimes(client.settings);
  const scope = {
    user,
    client,
    issuer: issuerOf(region, pool.id),
    originJti: session.originJti,
    eventId: randomUUID(),
    authTime: session.authTime,
    issuedAt: Math.floor(now() / 1_000),
  };
  const access = changedClaims(accessClaims(scope, groupNames, lifetimes.access), changes.access);
  const id = changedClaims(idClaims(scope, groupNames, groups, lifetimes.id), changes.id);
  return {
    AccessToken: signJwt(keys, { ...access, scope: changedScope(userScope, changes.access) }),
    IdToken: signJwt(keys, id),
    ExpiresIn: lifetimes.access,
    TokenType: "Bearer",
  };
};

/** Tokens of a new session. */
export const startSession = async (
  cognito: Cognito,
  request: TokenRequest,
): Promise<AuthenticationResult> => {
  const { store, now } = cognito;
  const { client, user } = request;
  const session: Session = {
    originJti: randomUUID(),
    poolId: user.poolId,
    username: user.username,
    clientId: client.id,
    authTime: Math.floor(now() / 1_000),
    expiresAt: now() + tokenLifetimes(client.settings).refresh * 1_000,
    revoked: false,
  };
  const tokens = await makeTokens(cognito, request, session);
  const refreshToken = randomBytes(96).toString("base64url");
  store.sessions.insert(session, refreshToken);
  return { ...tokens, RefreshToken: refreshToken };
};

/** New access and ID tokens of a session that goes on. */
export const continueSession = (
  cognito: Cognito,
  request: TokenRequest,
  session: Session,
): Promise<AuthenticationResult> => makeTokens(cognito, request, session);
