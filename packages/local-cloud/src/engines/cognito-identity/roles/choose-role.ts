/** https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html */
import type { Claims } from "../../cognito/tokens/jwt.ts";
import { notAuthorized, wrongRoles } from "../errors.ts";
import type { Login } from "../logins/login.ts";
import type { IdentityPool, MappingRule, RoleMapping } from "../pools/identity-pool.ts";

const denied = () =>
  notAuthorized("No role can be chosen for this login, and the identity pool denies access then.");
const customDenied = () => notAuthorized("The login does not give the role that CustomRoleArn asks for.");

const textsOf = (claim: unknown): readonly string[] =>
  claim === undefined ? [] : (Array.isArray(claim) ? claim : [claim]).map(String);

const comparisons: Readonly<
  Record<MappingRule["MatchType"], (claims: readonly string[], value: string) => boolean>
> = {
  Equals: (claims, value) => claims.includes(value),
  Contains: (claims, value) => claims.some((claim) => claim.includes(value)),
  StartsWith: (claims, value) => claims.some((claim) => claim.startsWith(value)),
  // A claim that is not there differs from nothing.
  NotEqual: (claims, value) => claims.length > 0 && !claims.includes(value),
};

/** The roles that a login may have, the best first; empty when it cannot be told. */
const candidates = (mapping: RoleMapping, claims: Claims, custom: string | undefined): readonly string[] => {
  if (mapping.Type === "Rules")
    return mapping.RulesConfiguration.Rules.filter(({ Claim, MatchType, Value }) =>
      comparisons[MatchType](textsOf(claims[Claim]), Value),
    ).map(({ RoleARN }) => RoleARN);
  return textsOf(custom === undefined ? claims["cognito:preferred_role"] : claims["cognito:roles"]);
};

/**
 * The role of an identity's sessions.
 *
 * @param custom `CustomRoleArn`: one of several roles that a login gives
 * @throws {AwsError} `NotAuthorizedException`, `InvalidIdentityPoolConfigurationException`
 */
export const chooseRole = (
  { roles: { Roles, RoleMappings } }: IdentityPool,
  logins: readonly Login[],
  custom: string | undefined,
): string => {
  const standard = logins.length === 0 ? Roles.unauthenticated : Roles.authenticated;
  const login = logins.find(({ provider, clientId }) => RoleMappings[`${provider}:${clientId}`]);
  const mapping = login && RoleMappings[`${login.provider}:${login.clientId}`];
  const possible = mapping ? candidates(mapping, login.claims, custom) : [];
  if (custom !== undefined) {
    if (!possible.includes(custom)) throw customDenied();
    return custom;
  }
  const [best] = possible;
  if (best !== undefined) return best;
  if (mapping?.AmbiguousRoleResolution === "Deny") throw denied();
  if (standard === undefined) throw wrongRoles();
  return standard;
};
