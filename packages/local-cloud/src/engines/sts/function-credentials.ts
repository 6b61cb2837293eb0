/**
 * The credentials that a Lambda function finds in its environment: a session of its role, named after it.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html
 *
 * They are derived from the cloud's secret and the function's ARN. So they are the same after a restart of
 * the cloud, which a running function does not notice, and they end with the function.
 */
import type { CredentialStore } from "../../gateway/credential-store.ts";
import type { IamStore } from "../iam/store.ts";
import { derivedCredentials, sessionPrincipal, type TemporaryCredentials } from "./session.ts";

export interface KnownFunctions {
  /** Role of a function; `undefined` when there is no such function. */
  roleArnOf(functionName: string): string | undefined;
  names(): readonly string[];
}

export interface FunctionCredentials extends CredentialStore {
  /** @param functionName name of a function, which need not exist yet */
  of(functionName: string): TemporaryCredentials;
}

export interface FunctionCredentialsOptions {
  /** Secret of this cloud; who knows it can be any function. */
  readonly secret: string;
  readonly region: string;
  readonly accountId: string;
  readonly functions: KnownFunctions;
  readonly iam: IamStore;
}

export const createFunctionCredentials = ({
  secret,
  region,
  accountId,
  functions,
  iam,
}: FunctionCredentialsOptions): FunctionCredentials => {
  const derived = new Map<string, TemporaryCredentials>();
  const nameByKey = new Map<string, string>();
  const arnOf = (name: string) => `arn:aws:lambda:${region}:${accountId}:function:${name}`;

  const of = (name: string): TemporaryCredentials => {
    const known = derived.get(name);
    if (known) return known;
    const credentials = derivedCredentials(secret, arnOf(name));
    derived.set(name, credentials);
    nameByKey.set(credentials.AccessKeyId, name);
    return credentials;
  };

  /** After a restart the first call of each function finds its name here. */
  const nameOf = (accessKeyId: string): string | undefined => {
    if (!nameByKey.has(accessKeyId)) for (const name of functions.names()) of(name);
    return nameByKey.get(accessKeyId);
  };

  return {
    of,
    find: (accessKeyId) => {
      const name = nameOf(accessKeyId);
      const roleArn = name === undefined ? undefined : functions.roleArnOf(name);
      if (name === undefined || roleArn === undefined) return undefined;
      const { SecretAccessKey, SessionToken } = of(name);
      const roleId = iam.findRoleByArn(roleArn)?.id ?? "";
      return {
        secretAccessKey: SecretAccessKey,
        sessionToken: SessionToken,
        principal: sessionPrincipal({
          roleArn,
          roleId,
          name,
          context: { "lambda:SourceFunctionArn": arnOf(name) },
        }),
      };
    },
  };
};
