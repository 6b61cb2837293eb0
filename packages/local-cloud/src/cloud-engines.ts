/** Builds every engine of the local cloud, and ties together those that need each other. */
import path from "node:path";
import type { CloudConfig } from "./config.ts";
import { type CloudFrontEngine, createCloudFrontEngine } from "./engines/cloudfront/cloudfront-engine.ts";
import { createCognitoEngine } from "./engines/cognito/cognito-engine.ts";
import { createCognitoIdentityEngine } from "./engines/cognito-identity/cognito-identity-engine.ts";
import { openIdentityTokens } from "./engines/cognito-identity/tokens/identity-tokens.ts";
import { createDynamoDbEngine } from "./engines/dynamodb/dynamodb-engine.ts";
import { createIamEngine, type IamEngine } from "./engines/iam/iam-engine.ts";
import { createKinesisEngine } from "./engines/kinesis/kinesis-engine.ts";
import { createLambdaEngine, type LambdaEngine } from "./engines/lambda/lambda-engine.ts";
import { createS3Engine } from "./engines/s3/s3-engine.ts";
import { createSecretsManagerEngine } from "./engines/secrets-manager/secrets-manager-engine.ts";
import { createSesEngines } from "./engines/ses/ses-engines.ts";
import { createSnsEngine } from "./engines/sns/sns-engine.ts";
import { createSqsEngine } from "./engines/sqs/sqs-engine.ts";
import { createSsmEngine } from "./engines/ssm/ssm-engine.ts";
import { createFunctionCredentials, type FunctionCredentials } from "./engines/sts/function-credentials.ts";
import { createStsEngine } from "./engines/sts/sts-engine.ts";
import type { FunctionHosts } from "./functions/function-hosts.ts";
import type { Invoker } from "./functions/invoker.ts";
import { createSourceWrites } from "./functions/mappings/source-writes.ts";
import { type CredentialStore, firstOf } from "./gateway/credential-store.ts";
import type { Engine } from "./gateway/engine.ts";
import type { EngineContext } from "./gateway/server.ts";
import type { Mailbox } from "./mail/mailbox.ts";
import { closeInOrder } from "./state/close-in-order.ts";

export interface CloudEngines {
  /** In the order in which they stop: whoever calls others comes first. */
  readonly all: readonly Engine[];
  readonly cloudfront: CloudFrontEngine;
  readonly iam: IamEngine;
  readonly lambda: LambdaEngine;
  readonly functionCredentials: FunctionCredentials;
  /** Sessions of roles, and functions. */
  readonly credentials: CredentialStore;
}

export interface CloudEnginesOptions extends EngineContext {
  readonly config: CloudConfig;
  readonly functionSecret: string;
  readonly functionHosts: FunctionHosts;
  readonly mailbox: Mailbox;
  readonly aroundRuns: (invoker: Invoker) => Invoker;
}

/** @throws {unknown} what an engine throws; those made before it are closed then */
export const openCloudEngines = async (options: CloudEnginesOptions): Promise<CloudEngines> => {
  const made: Engine[] = [];
  const keep = <E extends Engine>(engine: E): E => {
    made.push(engine);
    return engine;
  };
  try {
    return await makeEngines(options, keep);
  } catch (error) {
    await closeInOrder(made.reverse());
    throw error;
  }
};

const makeEngines = async (
  options: CloudEnginesOptions,
  keep: <E extends Engine>(engine: E) => E,
): Promise<CloudEngines> => {
  const { config, dispatcher, endpoint, functionHosts, mailbox, aroundRuns } = options;
  const { stateDir, region, accountId } = config;
  const place = { stateDir, region, accountId };
  const sourceWrites = createSourceWrites();

  // Those that take their time come first, so that the others, once made, are served without delay.
  const dynamodb = keep(await createDynamoDbEngine({ ...place, sourceWrites }));
  const cognito = keep(await createCognitoEngine({ ...place, dispatcher, mailbox }));
  const iam = keep(createIamEngine(place));
  const identityTokens = openIdentityTokens(path.join(stateDir, "cognito-identity"));
  const sts = keep(createStsEngine({ ...place, iam: iam.store, webIdentities: [identityTokens] }));
  const { userTokens } = cognito;
  const cognitoIdentity = keep(
    createCognitoIdentityEngine({ ...place, dispatcher, userTokens, tokens: identityTokens }),
  );
  const ssm = keep(createSsmEngine(place));
  const secretsManager = keep(createSecretsManagerEngine(place));
  const sqs = keep(createSqsEngine({ ...place, endpoint }));
  const sns = keep(createSnsEngine({ ...place, dispatcher }));
  const ses = createSesEngines({ ...place, dispatcher, mailbox }).map(keep);
  const kinesis = keep(createKinesisEngine({ ...place, sourceWrites }));
  const s3 = keep(createS3Engine({ ...place, dispatcher, endpoint }));
  const cloudfront = keep(createCloudFrontEngine(place));
  const lambda = keep(createLambdaEngine({ ...place, dispatcher, functionHosts, sourceWrites, aroundRuns }));
  const functionCredentials = createFunctionCredentials({
    ...place,
    secret: options.functionSecret,
    iam: iam.store,
    functions: {
      names: () => lambda.functions.list().map(({ configuration }) => configuration.FunctionName),
      roleArnOf: (name) => lambda.functions.get(name)?.configuration.Role,
    },
  });

  return {
    all: [
      s3,
      lambda,
      cognitoIdentity,
      cognito,
      cloudfront,
      ...ses,
      sns,
      sqs,
      kinesis,
      dynamodb,
      ssm,
      secretsManager,
      sts,
      iam,
    ],
    cloudfront,
    iam,
    lambda,
    functionCredentials,
    credentials: firstOf(sts.sessions, functionCredentials),
  };
};
