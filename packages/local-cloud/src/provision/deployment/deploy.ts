import { type Failure, messageOf, ProvisionError, TemplateError } from "../errors.ts";
import { walk } from "../graph/walk.ts";
import { sameJson } from "../json.ts";
import type { ResourceTypes } from "../resources/registry.ts";
import type { StackRecord } from "../stacks/stack-record.ts";
import { abandon } from "./abandon.ts";
import { type Action, bringAbout } from "./bring-about.ts";
import { exportConflicts, resolveOutputs } from "./outputs.ts";
import { type Plan, planStack } from "./plan.ts";
import { recover } from "./recover.ts";
import { removeLeftovers } from "./remove-leftovers.ts";
import { type DeployRequest, readStack, type StackReader } from "./stack-reader.ts";
import type { UndoLog } from "./undo.ts";
import { concurrency, type Workspace } from "./workspace.ts";

export interface Change {
  readonly logicalId: string;
  readonly type: string;
  readonly action: Exclude<Action, "none"> | "delete";
}

export interface Deployment {
  readonly record: StackRecord;
  /** In the order in which they were made; those of types without local meaning are not told. */
  readonly changes: readonly Change[];
  /** Nothing with a meaning here differed: the stack was like this already. */
  readonly unchanged: boolean;
  /** Superfluous resources that could not be removed; tried again next time. */
  readonly leftovers: readonly Failure[];
}

const read = (workspace: Workspace, request: DeployRequest): StackReader => {
  try {
    return readStack(workspace, request);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    const failure = { logicalId: "Template", type: "Template", message: error.message };
    throw new ProvisionError(workspace.identity.stackName, [failure], "Nothing was changed.");
  }
};

const makeAll = async (
  workspace: Workspace,
  reader: StackReader,
  plan: Plan,
  undo: UndoLog,
): Promise<{ changes: Change[]; failures: Failure[] }> => {
  const { store, identity } = workspace;
  const changes: Change[] = [];
  const errors = await walk(
    plan.graph,
    async (logicalId) => {
      const planned = plan.resources.get(logicalId);
      if (!planned) return;
      const properties = await reader.properties(planned.declaration.properties);
      const current = store.resource(identity.stackName, logicalId);
      const action = await bringAbout(workspace, planned, properties, current, undo);
      if (action !== "none") changes.push({ logicalId, type: planned.declaration.type, action });
    },
    { concurrency },
  );
  const failures = [...errors].map(([logicalId, error]) => ({
    logicalId,
    type: plan.resources.get(logicalId)?.declaration.type ?? "",
    message: messageOf(error),
  }));
  return { changes, failures };
};

/** Some logical ids carry the time of packaging: to tell of those would make every package look like a change. */
const withLocalMeaning = async (
  types: ResourceTypes,
  changes: readonly Change[],
): Promise<readonly Change[]> => {
  const inert = await Promise.all(
    changes.map(async ({ type }) => (await types.find(type)).withoutLocalMeaning),
  );
  return changes.filter((_change, index) => inert[index] === undefined);
};

const wasComplete = (stack: StackRecord | undefined): StackRecord | undefined =>
  stack?.status === "CREATE_IN_PROGRESS" || stack?.status === "DELETE_IN_PROGRESS" ? undefined : stack;

const begin = (workspace: Workspace, service: string, before: StackRecord | undefined): StackRecord => {
  const { stackName, stackId } = workspace.identity;
  const { outputs, exports, imports } = before ?? { outputs: {}, exports: {}, imports: [] };
  const status = before ? "UPDATE_IN_PROGRESS" : "CREATE_IN_PROGRESS";
  const running: StackRecord = { stackName, stackId, service, status, outputs, exports, imports };
  workspace.store.saveStack(running);
  return running;
};

/**
 * Brings a stack to a template, or leaves it as it was.
 *
 * @throws {ProvisionError} naming every logical id that failed, with AWS's message, and how the stack was left
 */
export const deploy = async (workspace: Workspace, request: DeployRequest): Promise<Deployment> => {
  const { store, identity, types } = workspace;
  const { stackName } = identity;
  const reader = read(workspace, request);
  const plan = await planStack({ ...reader, types, current: store.resources(stackName) });
  if (plan.failures.length > 0) throw new ProvisionError(stackName, plan.failures, "Nothing was changed.");

  const before = wasComplete(store.stack(stackName));
  const running = begin(workspace, request.service, before);
  const unrecovered = await recover(workspace);
  if (unrecovered.length > 0) throw new ProvisionError(stackName, unrecovered, "Nothing was changed.");

  const undo: UndoLog = [];
  const made = await makeAll(workspace, reader, plan, undo);
  if (made.failures.length > 0) return abandon(workspace, running, before, undo, made.failures);
  const { outputs, exports, failures } = await resolveOutputs(reader);
  const others = store.stacks().filter((stack) => stack.stackName !== stackName);
  const conflicts = exportConflicts(stackName, running.exports, exports, others);
  if (failures.length + conflicts.length > 0)
    return abandon(workspace, running, before, undo, [...failures, ...conflicts]);

  const status = before ? "UPDATE_COMPLETE" : "CREATE_COMPLETE";
  const record: StackRecord = { ...running, status, outputs, exports, imports: [...reader.imports].sort() };
  store.commit(record, ({ logicalId }) => plan.resources.has(logicalId));
  const removal = await removeLeftovers(workspace);

  const deletions = removal.removed.map(({ logicalId, type }) => ({
    logicalId,
    type,
    action: "delete" as const,
  }));
  const changes = await withLocalMeaning(types, [...made.changes, ...deletions]);
  const isQuiet = changes.length === 0 && removal.failures.length === 0;
  const unchanged = before !== undefined && isQuiet && sameJson(before.outputs, outputs);
  return { record, changes, unchanged, leftovers: removal.failures };
};
