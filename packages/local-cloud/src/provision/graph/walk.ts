import type { DependencyGraph } from "./dependency-graph.ts";

export interface WalkOptions {
  /** How many nodes may be visited at the same time. */
  readonly concurrency: number;
  /** Go on with the nodes that do not depend on a failed one; otherwise nothing new starts after a failure. */
  readonly continueAfterFailure?: boolean;
}

/**
 * Visits every node after all of its dependencies, independent ones side by side.
 * Waits for what is under way before it answers, also after a failure.
 *
 * @returns the errors thrown by visits, by node
 */
export const walk = async (
  graph: DependencyGraph,
  visit: (node: string) => Promise<void>,
  { concurrency, continueAfterFailure = false }: WalkOptions,
): Promise<ReadonlyMap<string, unknown>> => {
  const waiting = new Map([...graph].map(([node, dependencies]) => [node, new Set(dependencies)]));
  const failures = new Map<string, unknown>();
  const running = new Map<string, Promise<void>>();

  const finish = (node: string) => {
    for (const dependencies of waiting.values()) dependencies.delete(node);
  };
  const start = (node: string) => {
    waiting.delete(node);
    const visiting = visit(node).then(
      () => finish(node),
      (error: unknown) => {
        failures.set(node, error);
      },
    );
    running.set(
      node,
      visiting.finally(() => running.delete(node)),
    );
  };

  while (waiting.size > 0 || running.size > 0) {
    const mayStart = failures.size === 0 || continueAfterFailure;
    for (const [node, dependencies] of mayStart ? waiting : []) {
      if (running.size >= concurrency) break;
      if (dependencies.size === 0) start(node);
    }
    if (running.size === 0) break;
    await Promise.race(running.values());
  }
  return failures;
};
