import { createHash } from "node:crypto";
import { type ClientSettings, createClients } from "./clients.ts";
import { type Change, deploy } from "./deployment/deploy.ts";
import { destroy } from "./deployment/destroy.ts";
import type { DeployRequest } from "./deployment/stack-reader.ts";
import type { Workspace } from "./deployment/workspace.ts";
import { type Failure, StackNotFound } from "./errors.ts";
import type { JsonObject } from "./json.ts";
import { type ResourceTypes, resourceTypes } from "./resources/registry.ts";
import type { PhysicalResource } from "./resources/resource-type.ts";
import { createQueues } from "./stacks/queues.ts";
import type { StackRecord, StackStatus } from "./stacks/stack-record.ts";
import { openStackStore } from "./stacks/stack-store.ts";

export interface ResourceView extends PhysicalResource {
  readonly type: string;
  /** Resolved: no intrinsics, no dynamic references, local URLs of the stack's own APIs. */
  readonly properties: JsonObject;
}

export interface StackView {
  readonly stackName: string;
  readonly service: string;
  /** `UNCHANGED` answers a deployment that had nothing to do. */
  readonly status: StackStatus | "UNCHANGED";
  readonly outputs: Readonly<Record<string, string>>;
  /** By logical id. */
  readonly resources: Readonly<Record<string, ResourceView>>;
}

export interface DeployedStack extends StackView {
  /** What was done, in the order in which it was. */
  readonly changes: readonly Change[];
  /** Superfluous resources that could not be removed; the next deployment tries again. */
  readonly leftovers: readonly Failure[];
}

/** Makes CloudFormation templates real on one AWS endpoint, and remembers what it made. */
export interface Provisioner {
  /**
   * Creates the stack or brings it to the template. Two deployments of one stack wait for each other.
   *
   * @throws {ProvisionError} naming every logical id that failed; the stack is put back then
   */
  deploy(stackName: string, request: DeployRequest): Promise<DeployedStack>;
  /** @throws {StackNotFound} @throws {ProvisionError} when something could not be removed, or is in use */
  remove(stackName: string): Promise<void>;
  /** @throws {StackNotFound} */
  describe(stackName: string): StackView;
  list(): readonly StackView[];
  /** Waits for what is under way, then closes state and connections. */
  close(): Promise<void>;
}

export interface ProvisionerSettings extends ClientSettings {
  readonly accountId: string;
  /** Folder of the local cloud's state. */
  readonly stateDir: string;
  /**
   * Called after each deployment with the outputs that a client of the service needs, `ApiUrl` included;
   * with `undefined` when the service's stack is gone.
   */
  onOutputs?(service: string, outputs: Readonly<Record<string, string>> | undefined): void | Promise<void>;
  /** Where distributions are served here, by domain name; an endpoint without an edge serves none. */
  siteUrls?(): ReadonlyMap<string, string>;
  /** Called after each deployment for every REST API that is served here. */
  onApi?(apiId: string, url: string): void;
  /** Types of resources that can be made; all that there are unless told. */
  readonly types?: ResourceTypes;
}

/** The same for the same name, so that it survives a loss of state; formed as CloudFormation's. */
const stackIdOf = ({ region, accountId }: ProvisionerSettings, stackName: string): string => {
  const hex = createHash("sha256").update(stackName).digest("hex");
  const uuid = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)];
  return `arn:aws:cloudformation:${region}:${accountId}:stack/${stackName}/${uuid.join("-")}`;
};

/** The one API of a stack is its `ApiUrl`, unless the template has an output of that name. */
const clientOutputs = (record: StackRecord, apiUrls: DeployRequest["apiUrls"]) => {
  const [only, ...more] = Object.values(apiUrls);
  return { ...(only !== undefined && more.length === 0 ? { ApiUrl: only } : {}), ...record.outputs };
};

export const createProvisioner = (settings: ProvisionerSettings): Provisioner => {
  const { region, accountId, types = resourceTypes } = settings;
  const store = openStackStore(settings.stateDir, settings.endpoint);
  const clients = createClients(settings);
  const queues = createQueues();

  const workspaceOf = (stackName: string): Workspace => ({
    identity: { stackName, stackId: stackIdOf(settings, stackName), region, accountId },
    store,
    types,
    clients,
    siteUrls: () => settings.siteUrls?.() ?? new Map(),
  });
  const tellApis = (stackName: string, apiUrls: DeployRequest["apiUrls"]): void => {
    for (const [logicalId, url] of Object.entries(apiUrls)) {
      const api = store.resource(stackName, logicalId);
      if (api) settings.onApi?.(api.physicalId, url);
    }
  };
  const viewOf = ({ stackName, service, status, outputs }: StackRecord): StackView => ({
    stackName,
    service,
    status,
    outputs,
    resources: Object.fromEntries(
      [...store.resources(stackName)].map(([logicalId, { type, physicalId, attributes, properties }]) => [
        logicalId,
        { type, physicalId, attributes, properties },
      ]),
    ),
  });
  const find = (stackName: string): StackRecord => {
    const record = store.stack(stackName);
    if (!record) throw new StackNotFound(stackName);
    return record;
  };

  return {
    deploy: (stackName, request) =>
      queues.inTurn(stackName, async () => {
        const { record, changes, leftovers, unchanged } = await deploy(workspaceOf(stackName), request);
        tellApis(stackName, request.apiUrls);
        await settings.onOutputs?.(record.service, clientOutputs(record, request.apiUrls));
        return { ...viewOf(record), ...(unchanged ? { status: "UNCHANGED" } : {}), changes, leftovers };
      }),
    remove: (stackName) =>
      queues.inTurn(stackName, async () => {
        const record = find(stackName);
        await destroy(workspaceOf(stackName), record);
        await settings.onOutputs?.(record.service, undefined);
      }),
    describe: (stackName) => viewOf(find(stackName)),
    list: () => store.stacks().map(viewOf),
    close: async () => {
      await queues.idle();
      await clients.close();
      store.close();
    },
  };
};
