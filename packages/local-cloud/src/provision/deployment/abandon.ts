import { type Failure, ProvisionError } from "../errors.ts";
import type { StackRecord } from "../stacks/stack-record.ts";
import { removeLeftovers } from "./remove-leftovers.ts";
import { rollBack, type UndoLog } from "./undo.ts";
import type { Workspace } from "./workspace.ts";

/** Everything of a stack that never came to be goes, also what an earlier, killed run had made of it. */
const removeRest = async (workspace: Workspace, running: StackRecord): Promise<readonly Failure[]> => {
  const { store } = workspace;
  store.commit(running, () => false);
  const { failures } = await removeLeftovers(workspace);
  if (failures.length === 0) store.removeStack(running.stackName);
  return failures;
};

/**
 * Ends a run that failed: takes back what it did and throws.
 *
 * @param before the stack as it was when it last succeeded; `undefined` when it never did
 * @throws {ProvisionError} always
 */
export const abandon = async (
  workspace: Workspace,
  running: StackRecord,
  before: StackRecord | undefined,
  undo: UndoLog,
  failures: readonly Failure[],
): Promise<never> => {
  const { store } = workspace;
  const notPutBack = [...(await rollBack(workspace, undo))];
  if (notPutBack.length === 0) {
    if (before) store.saveStack({ ...before, status: "ROLLBACK_COMPLETE" });
    else notPutBack.push(...(await removeRest(workspace, running)));
  }
  if (notPutBack.length > 0) store.saveStack({ ...running, status: "ROLLBACK_FAILED" });
  const aftermath =
    notPutBack.length > 0
      ? "It could not be rolled back completely: deploy it again, or delete it."
      : before
        ? "What had been changed was put back."
        : "What had been created was removed again.";
  throw new ProvisionError(running.stackName, [...failures, ...notPutBack], aftermath);
};
