import { AwsError } from "../../../gateway/errors.ts";
import type { IdentityPools } from "../context.ts";
import { wrongRoles } from "../errors.ts";
import { poolArn } from "../pools/identity-pool.ts";
import { identityProvider } from "../tokens/identity-tokens.ts";

/** What STS answers: https://docs.aws.amazon.com/STS/latest/APIReference/API_Credentials.html */
interface AssumedRole {
  readonly Credentials: {
    readonly AccessKeyId: string;
    readonly SecretAccessKey: string;
    readonly SessionToken: string;
    readonly Expiration: Date;
  };
}

export interface RoleSession {
  readonly poolId: string;
  readonly roleArn: string;
  readonly token: string;
  /** Narrows the session. */
  readonly policy?: string;
}

/**
 * Credentials for an hour, by the role's own trust policy: Cognito has no other way in than its token.
 *
 * @throws {AwsError} `InvalidIdentityPoolConfigurationException` when the role does not trust the pool
 */
export const roleCredentials = async (
  pools: IdentityPools,
  { poolId, roleArn, token, policy }: RoleSession,
): Promise<object> => {
  const request = {
    RoleArn: roleArn,
    RoleSessionName: "CognitoIdentityCredentials",
    WebIdentityToken: token,
    DurationSeconds: 3_600,
    ...(policy === undefined ? {} : { Policy: policy }),
  };
  const caller = {
    kind: "service",
    service: identityProvider,
    sourceArn: poolArn(pools, poolId),
    sourceAccount: pools.accountId,
  } as const;
  try {
    const { Credentials } = await pools.dispatcher.call<AssumedRole>(
      "sts",
      "AssumeRoleWithWebIdentity",
      request,
      caller,
    );
    const { SecretAccessKey: SecretKey, Expiration, ...credentials } = Credentials;
    return { ...credentials, SecretKey, Expiration: Math.floor(Expiration.getTime() / 1_000) };
  } catch (error) {
    const refused = error instanceof AwsError && ["AccessDenied", "ValidationError"].includes(error.code);
    throw refused ? wrongRoles() : error;
  }
};
