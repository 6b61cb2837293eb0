/** The local cloud, put together: state, engines, the endpoint, and the local API. */
import { chmodSync, mkdirSync } from "node:fs";
import { type CloudEngines, openCloudEngines } from "./cloud-engines.ts";
import type { CloudConfig } from "./config.ts";
import { startEdge } from "./edge/edge.ts";
import { createApiAddresses } from "./edge/origins/api-addresses.ts";
import { faultRoutes } from "./faults/fault-routes.ts";
import { createFaultStore } from "./faults/fault-store.ts";
import { createFaultyCalls } from "./faults/faulty-calls.ts";
import { createFaultyRuns } from "./faults/faulty-runs.ts";
import { functionHostRoutes } from "./functions/function-host-routes.ts";
import { createFunctionHosts } from "./functions/function-hosts.ts";
import { createAuthorizer } from "./gateway/authorize.ts";
import { authorizeRoute } from "./gateway/authorize-route.ts";
import { type CredentialStore, firstOf } from "./gateway/credential-store.ts";
import { healthRoute } from "./gateway/health-route.ts";
import { journalRoutes } from "./gateway/journal-routes.ts";
import { openJournal } from "./gateway/journal-store.ts";
import type { LocalRoute } from "./gateway/local-api.ts";
import { type Gateway, startGateway } from "./gateway/server.ts";
import { mailRoutes } from "./mail/mail-routes.ts";
import { createMailbox } from "./mail/mailbox.ts";
import { type CloudAccess, createOutputsFile, type ServiceOutputs } from "./outputs-file.ts";
import { createProvisioner } from "./provision/provisioner.ts";
import { provisionRoutes } from "./provision/routes.ts";
import { type Closable, closeInOrder } from "./state/close-in-order.ts";
import { type OperatorCredentials, operatorCredentials } from "./state/operator-credentials.ts";
import { lockState } from "./state/state-lock.ts";

export type { CloudConfig } from "./config.ts";
export type { CloudAccess, ServiceOutputs } from "./outputs-file.ts";

export interface RunningCloud {
  readonly config: CloudConfig;
  /** `http://127.0.0.1:4566` */
  readonly endpoint: string;
  /** Of the operator, as SDK clients take them. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** The same as `outputs.json` publishes it. */
  readonly access: CloudAccess;
  /** What the services that are provisioned in this run have put out. */
  outputs(): ServiceOutputs;
  /** Adds a section to `outputs.json`. */
  publish(name: string, section: object): void;
  /** Stops everything; state is kept. */
  close(): Promise<void>;
}

/** Thrown when the port of the endpoint is taken. */
export class PortTaken extends Error {
  override readonly name = "PortTaken";
}

/** What has been opened so far, so that a start that fails halfway leaves nothing behind. */
type Opened = Closable[];

const closeAll = (opened: Opened): Promise<void> => closeInOrder(opened.splice(0).reverse());

const operatorStore = (operator: OperatorCredentials, accountId: string): CredentialStore => ({
  find: (accessKeyId) =>
    accessKeyId === operator.accessKeyId
      ? {
          secretAccessKey: operator.secretAccessKey,
          principal: { kind: "admin", arn: `arn:aws:iam::${accountId}:root`, accountId },
        }
      : undefined,
});

const portTaken =
  (port: number) =>
  (error: unknown): never => {
    if (error instanceof Error && "code" in error && error.code === "EADDRINUSE")
      throw new PortTaken(
        `Port ${port} on 127.0.0.1 is taken by another program: stop it, or set PORT_BASE to move all ports.`,
      );
    throw error;
  };

const prepareStateDir = (stateDir: string): void => {
  mkdirSync(stateDir, { recursive: true, mode: 0o700 });
  chmodSync(stateDir, 0o700);
};

const open = async (config: CloudConfig, opened: Opened): Promise<RunningCloud> => {
  const { stateDir, region, accountId } = config;
  const now = () => new Date();
  prepareStateDir(stateDir);
  const lock = lockState(stateDir);
  opened.push({ close: () => lock.release() });
  const operator = operatorCredentials(stateDir);
  const journal = openJournal({ stateDir });
  opened.push(journal);
  const mailbox = createMailbox({ stateDir });
  opened.push(mailbox);
  const functionHosts = createFunctionHosts();
  const faults = createFaultStore();

  // The engines are made once the endpoint listens; who asks before that is told to come again.
  let engines: CloudEngines | undefined;
  let routes: readonly LocalRoute[] = [];
  const credentials = firstOf(operatorStore(operator, accountId), {
    find: (accessKeyId) => engines?.credentials.find(accessKeyId),
  });
  const authorizer = createAuthorizer({ ofRole: (arn) => engines?.iam.store.ofRole(arn) }, now);
  const gateway: Gateway = await startGateway({
    config,
    credentials,
    authorizer,
    journal,
    interference: createFaultyCalls(faults),
    operatorSecret: operator.secretAccessKey,
    localRoutes: () => routes,
    engines: async (context) => {
      const { functionSecret } = operator;
      const aroundRuns = createFaultyRuns({ store: faults, journal, region, accountId });
      engines = await openCloudEngines({
        ...context,
        config,
        functionSecret,
        functionHosts,
        mailbox,
        aroundRuns,
      });
      return engines.all;
    },
  }).catch(portTaken(config.port));
  opened.push(gateway, { close: () => faults.clear() });
  if (!engines) throw new Error("The gateway started without engines");
  const { all, cloudfront, lambda, functionCredentials } = engines;

  const { accessKeyId, secretAccessKey } = operator;
  const { endpoint } = gateway;
  const access: CloudAccess = {
    Endpoint: endpoint,
    Region: region,
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
  };
  const outputs = createOutputsFile(stateDir, access);
  opened.push({ close: () => outputs.remove() });
  const apis = createApiAddresses();
  const { edgePorts = {} } = config;
  const edge = await startEdge({
    stateDir,
    cloudfront,
    dispatcher: gateway.dispatcher,
    endpoint,
    apis,
    ports: edgePorts,
  });
  opened.push(edge);
  const provisioner = createProvisioner({
    endpoint,
    region,
    accountId,
    stateDir,
    credentials: { accessKeyId, secretAccessKey },
    onOutputs: outputs.setService,
    siteUrls: edge.urls,
    onApi: apis.set,
  });
  opened.push(provisioner);
  routes = [
    healthRoute(() => endpoint, secretAccessKey),
    authorizeRoute({ credentials, authorizer, journal, region, accountId, now }),
    ...journalRoutes(journal),
    ...faultRoutes(faults, all),
    ...mailRoutes(mailbox),
    ...provisionRoutes(provisioner),
    ...functionHostRoutes({
      functions: lambda.functions,
      hosts: functionHosts,
      credentialsOf: ({ configuration }) => functionCredentials.of(configuration.FunctionName),
    }),
  ];
  lambda.start();

  return {
    config,
    endpoint,
    credentials: { accessKeyId, secretAccessKey },
    access,
    outputs: outputs.services,
    publish: outputs.publish,
    close: () => closeAll(opened),
  };
};

/**
 * Starts the local cloud on one endpoint of 127.0.0.1, with all state in `config.stateDir`.
 *
 * @throws {StateInUse} when another one runs on the same state folder
 * @throws {PortTaken} when the port is taken
 * @example const cloud = await startCloud(configOf(root)); ...; await cloud.close();
 */
export const startCloud = async (config: CloudConfig): Promise<RunningCloud> => {
  const opened: Opened = [];
  try {
    return await open(config, opened);
  } catch (error) {
    await closeAll(opened);
    throw error;
  }
};
