/** A cloud with every engine that stacks are made with, and a provisioner in front of it, for one test file. */
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { type Edge, startEdge } from "../../src/edge/edge.ts";
import { createApiAddresses } from "../../src/edge/origins/api-addresses.ts";
import {
  type CloudFrontEngine,
  createCloudFrontEngine,
} from "../../src/engines/cloudfront/cloudfront-engine.ts";
import { createCognitoEngine } from "../../src/engines/cognito/cognito-engine.ts";
import { createCognitoIdentityEngine } from "../../src/engines/cognito-identity/cognito-identity-engine.ts";
import { openIdentityTokens } from "../../src/engines/cognito-identity/tokens/identity-tokens.ts";
import { createDynamoDbEngine } from "../../src/engines/dynamodb/dynamodb-engine.ts";
import { createIamEngine } from "../../src/engines/iam/iam-engine.ts";
import { createKinesisEngine } from "../../src/engines/kinesis/kinesis-engine.ts";
import { createLambdaEngine } from "../../src/engines/lambda/lambda-engine.ts";
import { createS3Engine } from "../../src/engines/s3/s3-engine.ts";
import { createSecretsManagerEngine } from "../../src/engines/secrets-manager/secrets-manager-engine.ts";
import { createSesEngines } from "../../src/engines/ses/ses-engines.ts";
import { createSnsEngine } from "../../src/engines/sns/sns-engine.ts";
import { createSqsEngine } from "../../src/engines/sqs/sqs-engine.ts";
import { createSsmEngine } from "../../src/engines/ssm/ssm-engine.ts";
import { createStsEngine } from "../../src/engines/sts/sts-engine.ts";
import { createFunctionHosts } from "../../src/functions/function-hosts.ts";
import type { Engine } from "../../src/gateway/engine.ts";
import type { LocalRoute } from "../../src/gateway/local-api.ts";
import { createMailbox } from "../../src/mail/mailbox.ts";
import type { JsonObject } from "../../src/provision/json.ts";
import { createProvisioner, type DeployedStack, type Provisioner } from "../../src/provision/provisioner.ts";
import { provisionRoutes } from "../../src/provision/routes.ts";
import { startTestCloud, type TestCloud, type TestContext } from "./cloud.ts";

/** Engines that cost a process of their own, or start slowly, are asked for. */
export interface ProvisionedCloudOptions {
  readonly dynamodb?: boolean;
  readonly cognito?: boolean;
  /** Give it to go on with what an earlier cloud left. */
  readonly stateDir?: string;
}

export interface ProvisionedCloud extends TestCloud {
  readonly edge: Edge;
  readonly provisioner: Provisioner;
  /** Outputs by service, as they were told last. */
  readonly told: Map<string, Readonly<Record<string, string>> | undefined>;
  /** Deploys the resources as stack `test`, or another one. */
  deploy(resources: Record<string, JsonObject>, more?: DeployMore): Promise<DeployedStack>;
  /** Calls the local API as the operator. */
  call(method: string, path: string, body?: unknown): Promise<Response>;
}

interface DeployMore {
  readonly stackName?: string;
  readonly template?: JsonObject;
  readonly apiUrls?: Readonly<Record<string, string>>;
}

const iamAndCognito = async (context: TestContext): Promise<readonly Engine[]> => {
  const iam = createIamEngine(context);
  const tokens = openIdentityTokens(path.join(context.stateDir, "cognito-identity"));
  const cognito = await createCognitoEngine({ ...context, mailbox: createMailbox(context) });
  return [
    createCognitoIdentityEngine({ ...context, userTokens: cognito.userTokens, tokens }),
    cognito,
    createStsEngine({ ...context, iam: iam.store, webIdentities: [tokens] }),
    iam,
  ];
};

const enginesOf = async (
  context: TestContext,
  options: ProvisionedCloudOptions,
  cloudfront: CloudFrontEngine,
): Promise<readonly Engine[]> => [
  cloudfront,
  ...(options.cognito ? await iamAndCognito(context) : [createIamEngine(context)]),
  createLambdaEngine({ ...context, functionHosts: createFunctionHosts({ probeMs: 20 }) }),
  ...createSesEngines({ ...context, mailbox: createMailbox(context) }),
  createS3Engine(context),
  createSqsEngine(context),
  createSnsEngine(context),
  createKinesisEngine(context),
  createSsmEngine(context),
  createSecretsManagerEngine(context),
  ...(options.dynamodb ? [await createDynamoDbEngine(context)] : []),
];

export const startProvisionedCloud = async (
  options: ProvisionedCloudOptions = {},
): Promise<ProvisionedCloud> => {
  let routes: readonly LocalRoute[] = [];
  const stateDir = options.stateDir ?? (await mkdtemp(path.join(os.tmpdir(), "skein-provision-")));
  let cloudfront: CloudFrontEngine | undefined;
  const cloud = await startTestCloud({
    stateDir,
    localRoutes: () => routes,
    engines: (context) => {
      cloudfront = createCloudFrontEngine(context);
      return enginesOf(context, options, cloudfront);
    },
  });
  if (!cloudfront) throw new Error("There is no CloudFront");
  const apis = createApiAddresses();
  const edge = await startEdge({ ...cloud, stateDir, cloudfront, apis });
  const told: ProvisionedCloud["told"] = new Map();
  const provisioner = createProvisioner({
    ...cloud.client,
    accountId: "000000000000",
    stateDir,
    onOutputs: (service, outputs) => void told.set(service, outputs),
    siteUrls: edge.urls,
    onApi: apis.set,
  });
  routes = provisionRoutes(provisioner);
  return {
    ...cloud,
    provisioner,
    edge,
    told,
    deploy: (Resources, { stackName = "test", template = {}, apiUrls = {} } = {}) =>
      provisioner.deploy(stackName, {
        service: stackName,
        parameters: {},
        apiUrls,
        template: { Resources, ...template },
      }),
    call: (method, url, body) =>
      fetch(`${cloud.endpoint}${url}`, {
        method,
        headers: { authorization: `Bearer ${cloud.operatorSecret}` },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    close: async () => {
      await provisioner.close();
      await edge.close();
      await cloud.close();
      if (options.stateDir === undefined) await rm(stateDir, { recursive: true, force: true });
    },
  };
};
