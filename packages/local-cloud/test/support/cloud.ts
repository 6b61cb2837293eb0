/** Starts a gateway over chosen engines, in a temporary folder, for one test file. */
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { createAuthorizer } from "../../src/gateway/authorize.ts";
import { type CredentialStore, firstOf } from "../../src/gateway/credential-store.ts";
import type { Engine } from "../../src/gateway/engine.ts";
import { silentJournal } from "../../src/gateway/journal.ts";
import type { LocalRoute } from "../../src/gateway/local-api.ts";
import { type EngineContext, type Gateway, startGateway } from "../../src/gateway/server.ts";
import type { IdentityPolicies } from "../../src/iam/identity-policies.ts";

export interface TestContext extends EngineContext {
  readonly stateDir: string;
  readonly region: string;
  readonly accountId: string;
}

export interface TestCloudOptions {
  readonly engines: (context: TestContext) => Promise<readonly Engine[]> | readonly Engine[];
  readonly localRoutes?: () => readonly LocalRoute[];
  /** Access keys beside the administrator's. */
  readonly credentials?: CredentialStore;
  readonly policies?: IdentityPolicies;
  readonly now?: () => Date;
  /** Give it to restart a cloud over what an earlier one left behind. */
  readonly stateDir?: string;
}

export interface TestCloud extends Gateway {
  readonly stateDir: string;
  /** Configuration of an SDK client with the administrator's credentials: `new SQSClient(cloud.client)`. */
  readonly client: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
    readonly maxAttempts: number;
  };
  /** Bearer token of the operator's local routes. */
  readonly operatorSecret: string;
}

const region = "us-east-1";
const accountId = "000000000000";
const operator = { accessKeyId: "AKIATESTOPERATOR0000", secretAccessKey: "secret-of-the-test-operator" };

const operatorStore: CredentialStore = {
  find: (accessKeyId) =>
    accessKeyId === operator.accessKeyId
      ? {
          secretAccessKey: operator.secretAccessKey,
          principal: { kind: "admin", arn: `arn:aws:iam::${accountId}:root`, accountId },
        }
      : undefined,
};

const noRoles: IdentityPolicies = { ofRole: () => undefined };

/**
 * @example
 * const cloud = await startTestCloud({ engines: (context) => [createSqsEngine(context)] });
 * const sqs = new SQSClient(cloud.client);
 */
export const startTestCloud = async (options: TestCloudOptions): Promise<TestCloud> => {
  const stateDir = options.stateDir ?? (await mkdtemp(path.join(os.tmpdir(), "skein-cloud-")));
  const gateway = await startGateway({
    config: { region, accountId, port: 0 },
    credentials: options.credentials ? firstOf(operatorStore, options.credentials) : operatorStore,
    authorizer: createAuthorizer(options.policies ?? noRoles, options.now),
    journal: silentJournal,
    operatorSecret: operator.secretAccessKey,
    engines: (context) => options.engines({ ...context, stateDir, region, accountId }),
    ...(options.now ? { now: options.now } : {}),
    ...(options.localRoutes ? { localRoutes: options.localRoutes } : {}),
  });
  return {
    ...gateway,
    stateDir,
    client: { endpoint: gateway.endpoint, region, credentials: operator, maxAttempts: 1 },
    operatorSecret: operator.secretAccessKey,
    close: async () => {
      await gateway.close();
      if (options.stateDir === undefined) await rm(stateDir, { recursive: true, force: true });
    },
  };
};
