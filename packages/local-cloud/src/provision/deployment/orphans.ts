import type { CreationIntent } from "../stacks/stack-record.ts";
import { contextOf, type Workspace } from "./workspace.ts";

/** Removes whatever a creation made that did not come to its end, and forgets that it was begun. */
export const removeOrphans = async (workspace: Workspace, intent: CreationIntent): Promise<void> => {
  const type = await workspace.types.find(intent.type);
  const context = contextOf(workspace, intent.logicalId, { nameSuffix: intent.nameSuffix, undoing: true });
  const found = await type.find(intent.properties, context);
  for (const physicalId of found.filter((id) => !intent.preexisting.includes(id)))
    await type.remove(physicalId, intent.properties, context);
  workspace.store.removeIntent(workspace.identity.stackName, intent.logicalId);
};
