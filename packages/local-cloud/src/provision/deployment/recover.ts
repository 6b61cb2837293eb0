import { type Failure, messageOf } from "../errors.ts";
import { removeOrphans } from "./orphans.ts";
import { undoReplacement } from "./undo.ts";
import type { Workspace } from "./workspace.ts";

/**
 * Finishes what a killed process, or an API that failed, left half-done: resources that were being made go,
 * unfinished replacements are taken back. Does nothing otherwise.
 *
 * @returns what could not be cleaned up; a deployment on top of it would lose sight of it
 */
export const recover = async (workspace: Workspace): Promise<readonly Failure[]> => {
  const { store, identity } = workspace;
  const { stackName } = identity;
  const failures: Failure[] = [];
  const attempt = async (
    { logicalId, type }: { logicalId: string; type: string },
    cleanUp: () => Promise<void>,
  ) => {
    try {
      await cleanUp();
    } catch (error) {
      const message = `what an interrupted run left could not be cleaned up: ${messageOf(error)}`;
      failures.push({ logicalId, type, message });
    }
  };
  for (const intent of store.intents(stackName))
    await attempt(intent, () => removeOrphans(workspace, intent));
  for (const leftover of store.leftovers(stackName)) {
    const replacement = store.resource(stackName, leftover.logicalId);
    if (!leftover.committed && replacement)
      await attempt(replacement, () => undoReplacement(workspace, replacement));
  }
  return failures;
};
