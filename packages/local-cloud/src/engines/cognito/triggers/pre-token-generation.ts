import type { Cognito } from "../context.ts";
import type { Claims } from "../tokens/jwt.ts";
import type { User } from "../users/user.ts";
import type { TriggerScope } from "./user-triggers.ts";

/** Why tokens are made; the end of the trigger source `TokenGeneration_...`. */
export type TokenSource = "Authentication" | "NewPasswordChallenge" | "RefreshTokens";

interface ClaimChanges {
  readonly claimsToAddOrOverride?: Readonly<Record<string, unknown>> | null;
  readonly claimsToSuppress?: readonly string[] | null;
}

interface AccessChanges extends ClaimChanges {
  readonly scopesToAdd?: readonly string[] | null;
  readonly scopesToSuppress?: readonly string[] | null;
}

interface GroupOverride {
  readonly groupsToOverride?: readonly string[] | null;
}

interface FirstVersion {
  readonly claimsOverrideDetails?:
    | (ClaimChanges & { readonly groupOverrideDetails?: GroupOverride | null })
    | null;
}

interface SecondVersion {
  readonly claimsAndScopeOverrideDetails?: {
    readonly idTokenGeneration?: ClaimChanges | null;
    readonly accessTokenGeneration?: AccessChanges | null;
    readonly groupOverrideDetails?: GroupOverride | null;
  } | null;
}

/** What a function changes in the tokens of one sign-in. */
export interface TokenChanges {
  readonly id: ClaimChanges;
  readonly access: AccessChanges;
  /** Instead of the user's own. */
  readonly groups?: readonly string[];
}

const noChanges: TokenChanges = { id: {}, access: {} };

/** Claims that a function cannot touch, see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html */
const reserved = new Set([
  ...["acr", "amr", "at_hash", "aud", "auth_time", "azp", "client_id", "cognito:groups", "cognito:username"],
  ...["device_key", "event_id", "exp", "iat", "identities", "iss", "jti", "nbf", "nonce", "origin_jti"],
  ...["s_hash", "scope", "sub", "token_use", "username", "version"],
]);

export const changedClaims = (claims: Claims, changes: ClaimChanges): Claims => {
  const suppressed = new Set((changes.claimsToSuppress ?? []).filter((name) => !reserved.has(name)));
  const added = Object.entries(changes.claimsToAddOrOverride ?? {}).filter(([name]) => !reserved.has(name));
  return Object.fromEntries([...Object.entries(claims), ...added].filter(([name]) => !suppressed.has(name)));
};

export const changedScope = (scope: string, { scopesToAdd, scopesToSuppress }: AccessChanges): string =>
  [...scope.split(" "), ...(scopesToAdd ?? [])]
    .filter((name) => !(scopesToSuppress ?? []).includes(name))
    .join(" ");

const groupsOf = (override: GroupOverride | null | undefined) =>
  override?.groupsToOverride ? { groups: override.groupsToOverride } : {};

/** Asks the pool's function, if it has one. */
export const preTokenGeneration = async (
  { triggers }: Cognito,
  scope: TriggerScope,
  source: TokenSource,
  user: User,
  groups: { readonly names: readonly string[]; readonly roleArns: readonly string[] },
): Promise<TokenChanges> => {
  if (!triggers.has(scope.pool, "PreTokenGeneration")) return noChanges;
  const second = scope.pool.settings.LambdaConfig.PreTokenGenerationConfig?.LambdaVersion === "V2_0";
  const response = await triggers.call<FirstVersion & SecondVersion>("PreTokenGeneration", {
    ...scope,
    version: second ? "2" : "1",
    source: `TokenGeneration_${source}`,
    username: user.username,
    request: {
      userAttributes: { ...user.attributes, "cognito:user_status": user.status },
      groupConfiguration: {
        groupsToOverride: groups.names,
        iamRolesToOverride: groups.roleArns,
        preferredRole: groups.roleArns[0] ?? null,
      },
      ...(second ? { scopes: ["aws.cognito.signin.user.admin"] } : {}),
      ...(scope.clientMetadata ? { clientMetadata: scope.clientMetadata } : {}),
    },
    response: second ? { claimsAndScopeOverrideDetails: null } : { claimsOverrideDetails: null },
  });
  if (second) {
    const details = response.claimsAndScopeOverrideDetails;
    return {
      id: details?.idTokenGeneration ?? {},
      access: details?.accessTokenGeneration ?? {},
      ...groupsOf(details?.groupOverrideDetails),
    };
  }
  const details = response.claimsOverrideDetails;
  return { id: details ?? {}, access: {}, ...groupsOf(details?.groupOverrideDetails) };
};
