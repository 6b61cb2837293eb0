import { type Failure, messageOf } from "../errors.ts";
import type { JsonObject } from "../json.ts";
import type { ResourceRecord } from "../stacks/stack-record.ts";
import { contextOf, type Workspace } from "./workspace.ts";

/** One thing done in this run, with what is needed to put it back. */
export type Undo =
  | { readonly kind: "created"; readonly record: ResourceRecord }
  | { readonly kind: "replaced"; readonly record: ResourceRecord }
  | { readonly kind: "updated"; readonly before: ResourceRecord; readonly attempted: JsonObject };

export type UndoLog = Undo[];

const remove = async (workspace: Workspace, record: ResourceRecord): Promise<void> => {
  const type = await workspace.types.find(record.type);
  await type.remove(
    record.physicalId,
    record.properties,
    contextOf(workspace, record.logicalId, { undoing: true }),
  );
};

/** Removes a replacement; the resource that it took the place of is the resource again. */
export const undoReplacement = async (workspace: Workspace, replacement: ResourceRecord): Promise<void> => {
  const { store, identity } = workspace;
  const replaced = store
    .leftovers(identity.stackName)
    .findLast(({ logicalId, committed }) => logicalId === replacement.logicalId && !committed);
  await remove(workspace, replacement);
  if (replaced) store.restoreResource(identity.stackName, replaced);
};

const putBack = async (workspace: Workspace, step: Undo): Promise<void> => {
  const { store, identity } = workspace;
  switch (step.kind) {
    case "created":
      await remove(workspace, step.record);
      store.removeResource(identity.stackName, step.record.logicalId);
      return;
    case "replaced":
      return undoReplacement(workspace, step.record);
    case "updated": {
      const { before, attempted } = step;
      const type = await workspace.types.find(before.type);
      await type.update(
        before.properties,
        { ...before, properties: attempted },
        contextOf(workspace, before.logicalId, { undoing: true }),
      );
      store.saveResource(identity.stackName, before);
    }
  }
};

/**
 * Takes back what a run did, last step first.
 *
 * @returns what could not be put back
 */
export const rollBack = async (workspace: Workspace, log: UndoLog): Promise<readonly Failure[]> => {
  const failures: Failure[] = [];
  for (const step of log.toReversed()) {
    try {
      await putBack(workspace, step);
    } catch (error) {
      const { logicalId, type } = step.kind === "updated" ? step.before : step.record;
      failures.push({ logicalId, type, message: `could not be put back: ${messageOf(error)}` });
    }
  }
  return failures;
};
