import { ProvisionError } from "../errors.ts";
import type { StackRecord } from "../stacks/stack-record.ts";
import { exportConflicts } from "./outputs.ts";
import { recover } from "./recover.ts";
import { removeLeftovers } from "./remove-leftovers.ts";
import type { Workspace } from "./workspace.ts";

/**
 * Removes a stack and all of its resources, but for those with `DeletionPolicy: Retain`.
 *
 * @throws {ProvisionError} when an export is in use, or something could not be removed; the rest is gone then
 */
export const destroy = async (workspace: Workspace, record: StackRecord): Promise<void> => {
  const { store } = workspace;
  const { stackName } = record;
  const others = store.stacks().filter((stack) => stack.stackName !== stackName);
  const conflicts = exportConflicts(stackName, record.exports, {}, others);
  if (conflicts.length > 0) throw new ProvisionError(stackName, conflicts, "Nothing was removed.");

  const unrecovered = await recover(workspace);
  store.commit(
    { ...record, status: "DELETE_IN_PROGRESS", outputs: {}, exports: {}, imports: [] },
    () => false,
  );
  const failures = [...unrecovered, ...(await removeLeftovers(workspace)).failures];
  if (failures.length === 0) return store.removeStack(stackName);
  store.saveStack({ ...record, status: "DELETE_FAILED", outputs: {}, exports: {}, imports: [] });
  throw new ProvisionError(stackName, failures, "Some resources could not be removed: delete it again.");
};
