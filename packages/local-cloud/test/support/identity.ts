/** A cloud in which users of a user pool get credentials of a role, through an identity pool. */
import path from "node:path";
import { CognitoIdentity, type CreateIdentityPoolCommandInput } from "@aws-sdk/client-cognito-identity";
import { IAM } from "@aws-sdk/client-iam";
import { STS } from "@aws-sdk/client-sts";
import { createCognitoIdentityEngine } from "../../src/engines/cognito-identity/cognito-identity-engine.ts";
import { openIdentityTokens } from "../../src/engines/cognito-identity/tokens/identity-tokens.ts";
import { createDynamoDbEngine } from "../../src/engines/dynamodb/dynamodb-engine.ts";
import { createIamEngine } from "../../src/engines/iam/iam-engine.ts";
import { createS3Engine } from "../../src/engines/s3/s3-engine.ts";
import { createStsEngine } from "../../src/engines/sts/sts-engine.ts";
import type { CredentialStore } from "../../src/gateway/credential-store.ts";
import type { IdentityPolicies } from "../../src/iam/identity-policies.ts";
import type { PolicyStatement } from "../../src/iam/policy.ts";
import { type CognitoCloud, confirmedUser, createPool, signIn, startCognitoCloud } from "./cognito.ts";

export interface IdentityCloud extends CognitoCloud {
  readonly identity: CognitoIdentity;
  /** Without credentials, as a browser calls. */
  readonly stranger: {
    readonly identity: CognitoIdentity;
    readonly sts: STS;
  };
  readonly iam: IAM;
}

/** As the SDK's signer takes them, where a call is to be unsigned. */
const unsigned = { signer: { sign: async <Request>(request: Request) => request } };

export const startIdentityCloud = async (
  options: { readonly stateDir?: string; readonly dynamodb?: boolean; readonly s3?: boolean } = {},
): Promise<IdentityCloud> => {
  const late: { credentials?: CredentialStore; policies?: IdentityPolicies } = {};
  const cloud = await startCognitoCloud({
    ...(options.stateDir === undefined ? {} : { stateDir: options.stateDir }),
    credentials: { find: (accessKeyId) => late.credentials?.find(accessKeyId) },
    policies: { ofRole: (arn) => late.policies?.ofRole(arn) },
    beside: async (context, { userTokens }) => {
      const iam = createIamEngine(context);
      const tokens = openIdentityTokens(path.join(context.stateDir, "cognito-identity"), context.now);
      const sts = createStsEngine({ ...context, iam: iam.store, webIdentities: [tokens] });
      late.credentials = sts.sessions;
      late.policies = iam.store;
      return [
        createCognitoIdentityEngine({ ...context, userTokens, tokens }),
        iam,
        sts,
        ...(options.dynamodb ? [await createDynamoDbEngine(context)] : []),
        ...(options.s3 ? [createS3Engine({ ...context, clock: () => context.now().getTime() })] : []),
      ];
    },
  });
  const clients = {
    identity: new CognitoIdentity(cloud.client),
    stranger: {
      identity: new CognitoIdentity({ ...cloud.client, ...unsigned }),
      sts: new STS({ ...cloud.client, ...unsigned }),
    },
    iam: new IAM(cloud.client),
  };
  return {
    ...cloud,
    ...clients,
    close: async () => {
      for (const client of [clients.identity, clients.stranger.identity, clients.stranger.sts, clients.iam])
        client.destroy();
      await cloud.close();
    },
  };
};

export const account = "000000000000";
export const roleArn = (name: string) => `arn:aws:iam::${account}:role/${name}`;

/** Lets the authenticated identities of a pool in, as the documentation recommends. */
export const trustOf = (
  poolId: string,
  method = "authenticated",
  Action: string | readonly string[] = "sts:AssumeRoleWithWebIdentity",
): PolicyStatement => ({
  Effect: "Allow",
  Principal: { Federated: "cognito-identity.amazonaws.com" },
  Action,
  Condition: {
    StringEquals: { "cognito-identity.amazonaws.com:aud": poolId },
    "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": method },
  },
});

const document = (...Statement: PolicyStatement[]) => JSON.stringify({ Version: "2012-10-17", Statement });

/** @returns its ARN */
export const newRole = async (
  { iam }: IdentityCloud,
  RoleName: string,
  trust: PolicyStatement,
  ...permissions: PolicyStatement[]
): Promise<string> => {
  await iam.createRole({ RoleName, AssumeRolePolicyDocument: document(trust) });
  if (permissions.length > 0)
    await iam.putRolePolicy({ RoleName, PolicyName: "p", PolicyDocument: document(...permissions) });
  return roleArn(RoleName);
};

export interface Pools {
  readonly UserPoolId: string;
  readonly ClientId: string;
  readonly IdentityPoolId: string;
  /** Key of a login. */
  readonly provider: string;
}

/** A user pool, and an identity pool for its users. */
export const createPools = async (
  cloud: IdentityCloud,
  settings: Partial<CreateIdentityPoolCommandInput> = {},
): Promise<Pools> => {
  const { UserPoolId, ClientId } = await createPool(cloud);
  const provider = `cognito-idp.us-east-1.amazonaws.com/${UserPoolId}`;
  const { IdentityPoolId = "" } = await cloud.identity.createIdentityPool({
    IdentityPoolName: "test",
    AllowUnauthenticatedIdentities: false,
    CognitoIdentityProviders: [{ ProviderName: provider, ClientId, ServerSideTokenCheck: true }],
    ...settings,
  });
  return { UserPoolId, ClientId, IdentityPoolId, provider };
};

/** Signs somebody up and in. */
export const newcomer = async (cloud: IdentityCloud, { ClientId, provider }: Pools, email: string) => {
  await confirmedUser(cloud, ClientId, email);
  const tokens = await signIn(cloud, ClientId, email);
  return { ...tokens, Logins: { [provider]: tokens.idToken } };
};

/** The enhanced flow, as a browser goes through it. */
export const credentialsOf = async (
  { stranger }: IdentityCloud,
  IdentityPoolId: string,
  Logins?: Record<string, string>,
) => {
  const { IdentityId } = await stranger.identity.getId({ IdentityPoolId, Logins });
  const answer = await stranger.identity.getCredentialsForIdentity({ IdentityId, Logins });
  const { AccessKeyId = "", SecretKey = "", SessionToken = "" } = answer.Credentials ?? {};
  return {
    ...answer,
    identityId: answer.IdentityId ?? "",
    keys: { accessKeyId: AccessKeyId, secretAccessKey: SecretKey, sessionToken: SessionToken },
  };
};
