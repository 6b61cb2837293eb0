import { type Failure, messageOf } from "../errors.ts";
import { reversed } from "../graph/dependency-graph.ts";
import { walk } from "../graph/walk.ts";
import { sameJson } from "../json.ts";
import type { Leftover } from "../stacks/stack-record.ts";
import { concurrency, contextOf, type Workspace } from "./workspace.ts";

export interface Removal {
  readonly removed: readonly Leftover[];
  readonly failures: readonly Failure[];
}

const graphOf = (leftovers: readonly Leftover[]) =>
  new Map(
    leftovers.map(({ leftoverId, dependencies, logicalId }) => {
      const later = leftovers.filter(
        (other) => other.logicalId !== logicalId && dependencies.includes(other.logicalId),
      );
      return [String(leftoverId), new Set(later.map((other) => String(other.leftoverId)))];
    }),
  );

/**
 * Removes what successful updates left over: dependents first, independent ones side by side. What cannot
 * be removed stays a leftover, and is tried again with the next deployment.
 */
export const removeLeftovers = async (workspace: Workspace): Promise<Removal> => {
  const { store, identity, types } = workspace;
  const { stackName } = identity;
  const leftovers = store.leftovers(stackName).filter(({ committed }) => committed);
  const byId = new Map(leftovers.map((leftover) => [String(leftover.leftoverId), leftover]));
  const removed: Leftover[] = [];

  /** A resource whose logical id was changed may still be in use under its new one (a queue's policy). */
  const inUse = (leftover: Leftover): boolean =>
    [...store.resources(stackName).values()].some(
      ({ type, physicalId, attributes }) =>
        type === leftover.type &&
        physicalId === leftover.physicalId &&
        sameJson(attributes, leftover.attributes),
    );

  const errors = await walk(
    reversed(graphOf(leftovers)),
    async (id) => {
      const leftover = byId.get(id);
      if (!leftover) return;
      if (!inUse(leftover)) {
        const type = await types.find(leftover.type);
        await type.remove(leftover.physicalId, leftover.properties, contextOf(workspace, leftover.logicalId));
      }
      store.removeLeftover(stackName, leftover.leftoverId);
      removed.push(leftover);
    },
    { concurrency, continueAfterFailure: true },
  );

  const failures = [...errors].map(([id, error]) => {
    const leftover = byId.get(id);
    return {
      logicalId: leftover?.logicalId ?? id,
      type: leftover?.type ?? "",
      message: `${leftover?.physicalId} could not be removed: ${messageOf(error)}`,
    };
  });
  return { removed, failures };
};
