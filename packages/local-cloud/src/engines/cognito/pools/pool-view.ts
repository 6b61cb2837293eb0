import type { AppClient } from "./app-client.ts";
import type { UserPool } from "./user-pool.ts";

export const seconds = (milliseconds: number): number => Math.floor(milliseconds) / 1_000;

export const poolArn = (
  scope: { readonly region: string; readonly accountId: string },
  poolId: string,
): string => `arn:aws:cognito-idp:${scope.region}:${scope.accountId}:userpool/${poolId}`;

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UserPoolType.html */
export const poolView = (pool: UserPool, arn: string, userCount: number): object => {
  const { AccountRecoverySetting, UsernameAttributes, AliasAttributes, ...settings } = pool.settings;
  const { EmailMessage, EmailSubject } = settings.VerificationMessageTemplate;
  return {
    Id: pool.id,
    Arn: arn,
    ...settings,
    ...(EmailMessage === undefined ? {} : { EmailVerificationMessage: EmailMessage }),
    ...(EmailSubject === undefined ? {} : { EmailVerificationSubject: EmailSubject }),
    ...(UsernameAttributes.length > 0 ? { UsernameAttributes } : {}),
    ...(AliasAttributes.length > 0 ? { AliasAttributes } : {}),
    ...(AccountRecoverySetting ? { AccountRecoverySetting } : {}),
    EstimatedNumberOfUsers: userCount,
    CreationDate: seconds(pool.createdAt),
    LastModifiedDate: seconds(pool.modifiedAt),
  };
};

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UserPoolClientType.html */
export const clientView = (client: AppClient): object => ({
  UserPoolId: client.poolId,
  ClientId: client.id,
  ...(client.secret === undefined ? {} : { ClientSecret: client.secret }),
  ...client.settings,
  AllowedOAuthFlowsUserPoolClient: false,
  CreationDate: seconds(client.createdAt),
  LastModifiedDate: seconds(client.modifiedAt),
});
