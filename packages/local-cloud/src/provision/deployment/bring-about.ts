import { TemplateError } from "../errors.ts";
import { type JsonObject, sameJson } from "../json.ts";
import type { PhysicalResource } from "../resources/resource-type.ts";
import type { ResourceRecord } from "../stacks/stack-record.ts";
import { createResource } from "./create-resource.ts";
import type { PlannedResource } from "./plan.ts";
import type { UndoLog } from "./undo.ts";
import { contextOf, type Workspace } from "./workspace.ts";

export type Action = "create" | "update" | "replace" | "none";

const recordOf = (
  { declaration, dependencies }: PlannedResource,
  properties: JsonObject,
  { physicalId, attributes }: PhysicalResource,
): ResourceRecord => ({
  logicalId: declaration.logicalId,
  type: declaration.type,
  physicalId,
  attributes,
  properties,
  dependencies: [...dependencies].sort(),
  deletionPolicy: declaration.deletionPolicy,
  updateReplacePolicy: declaration.updateReplacePolicy,
});

/** Two resources cannot share a name for the time that one takes over from the other. */
const refuseSameName = (
  { type }: PlannedResource,
  before: JsonObject,
  after: JsonObject,
  replacing: readonly string[],
): void => {
  const { nameProperty } = type;
  if (nameProperty === undefined || after[nameProperty] === undefined) return;
  if (before[nameProperty] !== after[nameProperty]) return;
  throw new TemplateError(
    `cannot be updated: a change of ${replacing.join(", ")} needs a new resource, ` +
      `and ${nameProperty} ${String(after[nameProperty])} can be used once only. Change ${nameProperty} too.`,
  );
};

/**
 * Brings one resource to its resolved properties: creates it, updates it in place, puts a new one in its
 * place, or does nothing. Each step is recorded, and its undoing logged, before the next one.
 */
export const bringAbout = async (
  workspace: Workspace,
  planned: PlannedResource,
  properties: JsonObject,
  current: ResourceRecord | undefined,
  undo: UndoLog,
): Promise<Action> => {
  const { store, identity } = workspace;
  const { type, declaration } = planned;
  const { logicalId } = declaration;

  if (!current) {
    const created = recordOf(
      planned,
      properties,
      await createResource(workspace, type, logicalId, properties),
    );
    store.saveResource(identity.stackName, created);
    undo.push({ kind: "created", record: created });
    return "create";
  }

  const change = type.changeBetween(current.properties, properties);
  if (change.kind === "replace") {
    refuseSameName(planned, current.properties, properties, change.replacing);
    const replacement = recordOf(
      planned,
      properties,
      await createResource(workspace, type, logicalId, properties),
    );
    store.replaceResource(identity.stackName, replacement, current);
    undo.push({ kind: "replaced", record: replacement });
    return "replace";
  }

  const unsure = current.unsure === true;
  if (change.kind === "update" || unsure) {
    store.saveResource(identity.stackName, { ...current, unsure: true });
    undo.push({ kind: "updated", before: current, attempted: properties });
    const updated = await type.update(properties, current, contextOf(workspace, logicalId));
    store.saveResource(identity.stackName, recordOf(planned, properties, updated));
    return "update";
  }

  // Dependencies, policies and properties without local meaning may differ all the same.
  const refreshed = recordOf(planned, properties, current);
  if (!sameJson(refreshed, current)) store.saveResource(identity.stackName, refreshed);
  return "none";
};
