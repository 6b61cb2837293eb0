import { DynamoDBStreamsClient } from "@aws-sdk/client-dynamodb-streams";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { runningCloud } from "@skein/serverless-local/cloud/join-cloud";
import { CommandFailure, UsageError } from "../command/run-command.ts";
import type { TargetOptions } from "./options.ts";

/** An AWS, real or local, and who we are there. */
export interface Target {
  readonly kind: "aws" | "endpoint" | "local";
  /** For people: `the local cloud at http://127.0.0.1:4566 (us-east-1)`. */
  readonly name: string;
  readonly region: string;
  readonly sqs: SQSClient;
  readonly sns: SNSClient;
  readonly lambda: LambdaClient;
  readonly streams: DynamoDBStreamsClient;
  close(): void;
}

interface ClientConfig {
  readonly endpoint?: string;
  readonly region?: string;
  readonly profile?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

const open = async (
  kind: Target["kind"],
  config: ClientConfig,
  nameOf: (region: string) => string | Promise<string>,
): Promise<Target> => {
  // Each client writes into what it is given.
  const own = () => ({
    ...config,
    ...(config.credentials ? { credentials: { ...config.credentials } } : {}),
  });
  const sqs = new SQSClient(own());
  const region = await sqs.config.region();
  const clients = {
    sqs,
    sns: new SNSClient(own()),
    lambda: new LambdaClient(own()),
    streams: new DynamoDBStreamsClient(own()),
  };
  const close = () => {
    for (const client of Object.values(clients)) client.destroy();
  };
  return { kind, name: await nameOf(region), region, ...clients, close };
};

const accountOf = async (config: ClientConfig): Promise<string> => {
  const sts = new STSClient(config);
  try {
    const { Account, Arn } = await sts.send(new GetCallerIdentityCommand({}));
    return `${Account} as ${Arn}`;
  } finally {
    sts.destroy();
  }
};

const openAws = ({ profile, region }: TargetOptions, env: NodeJS.ProcessEnv): Promise<Target> => {
  const endpoint = Object.keys(env).find((name) => name.startsWith("AWS_ENDPOINT_URL") && env[name]);
  if (endpoint)
    throw new UsageError(
      `AWS is asked for, but ${endpoint} leads to ${env[endpoint]}: unset it, or leave out --aws, --profile and --region`,
    );
  // The project's scripts keep clients from looking for an instance's role, but on AWS that may be who we are.
  delete env.AWS_EC2_METADATA_DISABLED;
  const config = { ...(profile && { profile }), ...(region && { region }) };
  return open("aws", config, async (name) => `AWS account ${await accountOf(config)} (${name})`);
};

/**
 * Finds where to act: AWS when the options ask for it, the endpoint that `AWS_ENDPOINT_URL` names, or the local
 * cloud of this checkout.
 *
 * @throws {UsageError | CommandFailure}
 */
export const openTarget = async (
  root: string,
  options: TargetOptions,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Target> => {
  if (options.aws || options.profile !== undefined || options.region !== undefined)
    return openAws(options, env);
  const cloud = await runningCloud(root);
  cloud?.close();
  const endpoint = env.AWS_ENDPOINT_URL;
  if (endpoint && endpoint.replace(/\/$/, "") !== cloud?.access.Endpoint)
    return open("endpoint", { endpoint }, (region) => `${endpoint} (${region})`);
  if (!cloud)
    throw new CommandFailure(
      "no local cloud is running here: start it with npm start, or say --aws (or --profile, --region) to act on AWS",
    );
  const { Endpoint, Region, AccessKeyId, SecretAccessKey } = cloud.access;
  const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey };
  return open(
    "local",
    { endpoint: Endpoint, region: Region, credentials },
    (region) => `the local cloud at ${Endpoint} (${region})`,
  );
};
