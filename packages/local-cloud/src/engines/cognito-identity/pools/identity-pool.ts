/** An identity pool, as it is kept: https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_IdentityPool.html */

/** An app client of a user pool whose users may come. */
export interface UserPoolProvider {
  /** `cognito-idp.us-east-1.amazonaws.com/us-east-1_abcdefghi`; also the key of a login. */
  readonly ProviderName: string;
  readonly ClientId: string;
  /** Whether each use of a token asks the user pool if the sign-in still stands. */
  readonly ServerSideTokenCheck: boolean;
}

export interface PoolSettings {
  readonly IdentityPoolName: string;
  readonly AllowUnauthenticatedIdentities: boolean;
  readonly AllowClassicFlow: boolean;
  readonly CognitoIdentityProviders: readonly UserPoolProvider[];
  readonly IdentityPoolTags: Readonly<Record<string, string>>;
}

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_MappingRule.html */
export interface MappingRule {
  readonly Claim: string;
  readonly MatchType: "Equals" | "Contains" | "StartsWith" | "NotEqual";
  readonly Value: string;
  readonly RoleARN: string;
}

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_RoleMapping.html */
export type RoleMapping = {
  readonly AmbiguousRoleResolution: "AuthenticatedRole" | "Deny";
} & (
  | { readonly Type: "Token" }
  | { readonly Type: "Rules"; readonly RulesConfiguration: { readonly Rules: readonly MappingRule[] } }
);

export interface PoolRoles {
  /** ARNs. */
  readonly Roles: { readonly authenticated?: string; readonly unauthenticated?: string };
  /** By `<provider name>:<client id>`. */
  readonly RoleMappings: Readonly<Record<string, RoleMapping>>;
}

/** Which claims of a provider's tokens become which tags of its users' sessions. */
export interface PrincipalTagMap {
  readonly UseDefaults: boolean;
  /** Claims by tag key. */
  readonly PrincipalTags: Readonly<Record<string, string>>;
}

export interface IdentityPool {
  /** `<region>:<uuid>` */
  readonly id: string;
  readonly settings: PoolSettings;
  readonly roles: PoolRoles;
  /** By provider name; absent until one is set. */
  readonly principalTags?: Readonly<Record<string, PrincipalTagMap>>;
}

export const poolArn = (
  place: { readonly region: string; readonly accountId: string },
  poolId: string,
): string => `arn:aws:cognito-identity:${place.region}:${place.accountId}:identitypool/${poolId}`;

export const poolView = ({ id, settings }: IdentityPool): object => ({ IdentityPoolId: id, ...settings });
