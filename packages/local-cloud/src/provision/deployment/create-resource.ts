import { randomInt } from "node:crypto";
import { TemplateError } from "../errors.ts";
import type { JsonObject } from "../json.ts";
import type { PhysicalResource, ResourceType } from "../resources/resource-type.ts";
import type { CreationIntent } from "../stacks/stack-record.ts";
import { removeOrphans } from "./orphans.ts";
import { contextOf, type Workspace } from "./workspace.ts";

/** Lower case and digits only, which every service takes in names. */
const randomSuffix = (): string =>
  Array.from({ length: 12 }, () => "abcdefghijklmnopqrstuvwxyz0123456789"[randomInt(36)]).join("");

const refuseTakenName = (
  type: ResourceType,
  properties: JsonObject,
  preexisting: readonly string[],
): void => {
  const name = type.nameProperty === undefined ? undefined : properties[type.nameProperty];
  if (name === undefined || preexisting.length === 0) return;
  throw new TemplateError(
    `${type.nameProperty} ${String(name)} is taken: it exists already, outside of this logical id. ` +
      "Choose another name, or remove the existing one first.",
  );
};

/**
 * Makes a new physical resource. What it is about to make is written down first, so that a process killed
 * in the middle, or an API that fails half-way, leaves nothing that is not found again.
 */
export const createResource = async (
  workspace: Workspace,
  type: ResourceType,
  logicalId: string,
  properties: JsonObject,
): Promise<PhysicalResource> => {
  const { store, identity } = workspace;
  const nameSuffix = randomSuffix();
  const context = contextOf(workspace, logicalId, { nameSuffix });
  const preexisting = await type.find(properties, context);
  refuseTakenName(type, properties, preexisting);
  const intent: CreationIntent = { logicalId, type: type.type, properties, nameSuffix, preexisting };
  store.saveIntent(identity.stackName, intent);
  try {
    return await type.create(properties, context);
  } catch (error) {
    // A failure to clean up must not hide why the creation failed; the intent stays for the next run.
    await removeOrphans(workspace, intent).catch(() => undefined);
    throw error;
  }
};
