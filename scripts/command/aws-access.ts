import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { runningCloud } from "@skein/serverless-local/cloud/join-cloud";
import { CommandFailure, UsageError } from "./run-command.ts";

/** Where to act; nothing given: `AWS_ENDPOINT_URL`, or the local cloud that runs. */
export interface AwsOptions {
  readonly aws: boolean;
  readonly profile: string | undefined;
  readonly region: string | undefined;
}

/** What clients of the SDK are made with. */
export interface ClientConfig {
  readonly endpoint?: string;
  readonly region?: string;
  readonly profile?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** An AWS, real or local, and who we are there. */
export interface AwsAccess {
  readonly kind: "aws" | "endpoint" | "local";
  /** New with every call, because each client writes into what it is given. */
  clientConfig(): ClientConfig;
  /** For people: `the local cloud at http://127.0.0.1:4566 (us-east-1)`. */
  nameIn(region: string): Promise<string>;
}

const access = (
  kind: AwsAccess["kind"],
  config: ClientConfig,
  nameIn: (region: string) => string | Promise<string>,
): AwsAccess => ({
  kind,
  clientConfig: () => ({
    ...config,
    ...(config.credentials ? { credentials: { ...config.credentials } } : {}),
  }),
  nameIn: async (region) => nameIn(region),
});

const accountOf = async (config: ClientConfig): Promise<string> => {
  const sts = new STSClient(config);
  try {
    const { Account, Arn } = await sts.send(new GetCallerIdentityCommand({}));
    return `${Account} as ${Arn}`;
  } finally {
    sts.destroy();
  }
};

const realAws = ({ profile, region }: AwsOptions, env: NodeJS.ProcessEnv): AwsAccess => {
  const endpoint = Object.keys(env).find((name) => name.startsWith("AWS_ENDPOINT_URL") && env[name]);
  if (endpoint)
    throw new UsageError(
      `AWS is asked for, but ${endpoint} leads to ${env[endpoint]}: unset it, or leave out --aws, --profile and --region`,
    );
  // The project's scripts keep clients from looking for an instance's role, but on AWS that may be who we are.
  delete env.AWS_EC2_METADATA_DISABLED;
  const config = { ...(profile && { profile }), ...(region && { region }) };
  return access("aws", config, async (name) => `AWS account ${await accountOf(config)} (${name})`);
};

/**
 * Finds where to act: AWS when the options ask for it, the endpoint that `AWS_ENDPOINT_URL` names, or the local
 * cloud of this checkout.
 *
 * @throws {UsageError | CommandFailure}
 */
export const findAws = async (
  root: string,
  options: AwsOptions,
  env: NodeJS.ProcessEnv = process.env,
): Promise<AwsAccess> => {
  if (options.aws || options.profile !== undefined || options.region !== undefined)
    return realAws(options, env);
  const cloud = await runningCloud(root);
  cloud?.close();
  const endpoint = env.AWS_ENDPOINT_URL;
  if (endpoint && endpoint.replace(/\/$/, "") !== cloud?.access.Endpoint)
    return access("endpoint", { endpoint }, (region) => `${endpoint} (${region})`);
  if (!cloud)
    throw new CommandFailure(
      "no local cloud is running here: start it with npm start, or say --aws (or --profile, --region) to act on AWS",
    );
  const { Endpoint, Region, AccessKeyId, SecretAccessKey } = cloud.access;
  const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey };
  return access(
    "local",
    { endpoint: Endpoint, region: Region, credentials },
    (region) => `the local cloud at ${Endpoint} (${region})`,
  );
};
