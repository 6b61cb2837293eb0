import type { Clients } from "../clients.ts";
import type { ResourceTypes } from "../resources/registry.ts";
import type { ResourceContext } from "../resources/resource-type.ts";
import type { StackStore } from "../stacks/stack-store.ts";
import type { StackIdentity } from "../template/pseudo-parameters.ts";

/** What every step of a deployment works with. */
export interface Workspace {
  readonly identity: StackIdentity;
  readonly store: StackStore;
  readonly types: ResourceTypes;
  readonly clients: Clients;
  /** Where distributions are served here, by domain name. */
  siteUrls(): ReadonlyMap<string, string>;
}

/** Calls under way at the same time; more would only queue up in the endpoint. */
export const concurrency = 8;

export const contextOf = (
  workspace: Workspace,
  logicalId: string,
  { nameSuffix = "", undoing = false }: { nameSuffix?: string; undoing?: boolean } = {},
): ResourceContext => {
  const { stackName, region, accountId } = workspace.identity;
  return {
    stackName,
    logicalId,
    region,
    accountId,
    clients: workspace.clients,
    undoing,
    generatedName: (maxLength) => {
      const room = maxLength - nameSuffix.length - 1;
      return `${`${stackName}-${logicalId}`.slice(0, room)}-${nameSuffix}`;
    },
  };
};
