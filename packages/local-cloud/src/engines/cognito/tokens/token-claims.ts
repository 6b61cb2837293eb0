import { randomUUID } from "node:crypto";
import type { AppClient } from "../pools/app-client.ts";
import type { Group } from "../store/group-store.ts";
import { readable } from "../users/attributes.ts";
import type { User } from "../users/user.ts";
import type { Claims } from "./jwt.ts";

export const userScope = "aws.cognito.signin.user.admin";

/** `https://cognito-idp.<region>.amazonaws.com/<pool>`: the same as on AWS, since verifiers compare it. */
export const issuerOf = (region: string, poolId: string): string =>
  `https://cognito-idp.${region}.amazonaws.com/${poolId}`;

/** What both tokens of one sign-in share. Times in seconds. */
export interface TokenScope {
  readonly user: User;
  readonly client: AppClient;
  readonly issuer: string;
  readonly originJti: string;
  readonly eventId: string;
  readonly authTime: number;
  readonly issuedAt: number;
}

const common = (scope: TokenScope, lifetime: number): Claims => ({
  iss: scope.issuer,
  origin_jti: scope.originJti,
  event_id: scope.eventId,
  auth_time: scope.authTime,
  iat: scope.issuedAt,
  exp: scope.issuedAt + lifetime,
  jti: randomUUID(),
});

/** https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html */
export const accessClaims = (scope: TokenScope, groups: readonly string[], lifetime: number): Claims => ({
  sub: scope.user.attributes.sub,
  ...(groups.length > 0 ? { "cognito:groups": groups } : {}),
  client_id: scope.client.id,
  token_use: "access",
  scope: userScope,
  username: scope.user.username,
  ...common(scope, lifetime),
});

const flags = new Set(["email_verified", "phone_number_verified"]);

const attributeClaims = ({ client, user }: TokenScope): Claims =>
  Object.fromEntries(
    Object.entries(readable(client, user.attributes)).map(([name, value]) => [
      name,
      flags.has(name) ? value === "true" : value,
    ]),
  );

const roleClaims = (groups: readonly Group[]): Claims => {
  const roles = groups.flatMap(({ roleArn }) => (roleArn ? [roleArn] : []));
  return roles.length > 0 ? { "cognito:roles": roles, "cognito:preferred_role": roles[0] } : {};
};

/** https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html */
export const idClaims = (
  scope: TokenScope,
  groupNames: readonly string[],
  groups: readonly Group[],
  lifetime: number,
): Claims => ({
  ...attributeClaims(scope),
  sub: scope.user.attributes.sub,
  ...(groupNames.length > 0 ? { "cognito:groups": groupNames } : {}),
  ...roleClaims(groups),
  "cognito:username": scope.user.username,
  aud: scope.client.id,
  token_use: "id",
  ...common(scope, lifetime),
});
