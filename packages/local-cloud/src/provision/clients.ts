import type { CloudFront } from "@aws-sdk/client-cloudfront";
import type { CognitoIdentity } from "@aws-sdk/client-cognito-identity";
import type { CognitoIdentityProvider } from "@aws-sdk/client-cognito-identity-provider";
import type { DynamoDB } from "@aws-sdk/client-dynamodb";
import type { IAM } from "@aws-sdk/client-iam";
import type { Kinesis } from "@aws-sdk/client-kinesis";
import type { Lambda } from "@aws-sdk/client-lambda";
import type { S3 } from "@aws-sdk/client-s3";
import type { SecretsManager } from "@aws-sdk/client-secrets-manager";
import type { SESv2 } from "@aws-sdk/client-sesv2";
import type { SNS } from "@aws-sdk/client-sns";
import type { SQS } from "@aws-sdk/client-sqs";
import type { SSM } from "@aws-sdk/client-ssm";

/** Clients of the services that resources are made with. Each is loaded when it is first asked for. */
export interface Clients {
  cloudfront(): Promise<CloudFront>;
  cognito(): Promise<CognitoIdentityProvider>;
  cognitoIdentity(): Promise<CognitoIdentity>;
  dynamodb(): Promise<DynamoDB>;
  iam(): Promise<IAM>;
  kinesis(): Promise<Kinesis>;
  lambda(): Promise<Lambda>;
  s3(): Promise<S3>;
  secretsManager(): Promise<SecretsManager>;
  ses(): Promise<SESv2>;
  sns(): Promise<SNS>;
  sqs(): Promise<SQS>;
  ssm(): Promise<SSM>;
  /** Closes the connections of every client in use. */
  close(): Promise<void>;
}

export interface ClientSettings {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
}

interface Closable {
  destroy(): void;
}

/** Loading one SDK client costs tens of milliseconds, and an unchanged stack needs none: hence the imports inside. */
export const createClients = (settings: ClientSettings): Clients => {
  const open = new Set<Promise<Closable>>();
  const once = <Client extends Closable>(load: () => Promise<Client>): (() => Promise<Client>) => {
    let client: Promise<Client> | undefined;
    return () => {
      client ??= load();
      open.add(client);
      return client;
    };
  };
  return {
    cloudfront: once(async () => new (await import("@aws-sdk/client-cloudfront")).CloudFront(settings)),
    cognito: once(async () => {
      const { CognitoIdentityProvider } = await import("@aws-sdk/client-cognito-identity-provider");
      return new CognitoIdentityProvider(settings);
    }),
    cognitoIdentity: once(
      async () => new (await import("@aws-sdk/client-cognito-identity")).CognitoIdentity(settings),
    ),
    dynamodb: once(async () => new (await import("@aws-sdk/client-dynamodb")).DynamoDB(settings)),
    iam: once(async () => new (await import("@aws-sdk/client-iam")).IAM(settings)),
    kinesis: once(async () => new (await import("@aws-sdk/client-kinesis")).Kinesis(settings)),
    lambda: once(async () => new (await import("@aws-sdk/client-lambda")).Lambda(settings)),
    s3: once(async () => new (await import("@aws-sdk/client-s3")).S3(settings)),
    secretsManager: once(
      async () => new (await import("@aws-sdk/client-secrets-manager")).SecretsManager(settings),
    ),
    ses: once(async () => new (await import("@aws-sdk/client-sesv2")).SESv2(settings)),
    sns: once(async () => new (await import("@aws-sdk/client-sns")).SNS(settings)),
    sqs: once(async () => new (await import("@aws-sdk/client-sqs")).SQS(settings)),
    ssm: once(async () => new (await import("@aws-sdk/client-ssm")).SSM(settings)),
    close: async () => {
      for (const client of await Promise.all(open)) client.destroy();
    },
  };
};
