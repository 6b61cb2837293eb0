import { TemplateError } from "../errors.ts";

/** For each node, the nodes that must be there before it. */
export type DependencyGraph = ReadonlyMap<string, ReadonlySet<string>>;

/** The same graph with its arrows turned round: what must be gone before a node may be removed. */
export const reversed = (graph: DependencyGraph): DependencyGraph => {
  const result = new Map<string, Set<string>>([...graph.keys()].map((node) => [node, new Set()]));
  for (const [node, dependencies] of graph)
    for (const dependency of dependencies) result.get(dependency)?.add(node);
  return result;
};

/** @throws {TemplateError} spelling out a cycle, `A -> B -> A`, when there is one */
export const refuseCycles = (graph: DependencyGraph): void => {
  const finished = new Set<string>();
  const visit = (node: string, path: readonly string[]): void => {
    const start = path.indexOf(node);
    if (start >= 0) {
      const cycle = [...path.slice(start), node].join(" -> ");
      throw new TemplateError(`Circular dependency between resources: ${cycle}`);
    }
    if (finished.has(node)) return;
    for (const dependency of graph.get(node) ?? []) visit(dependency, [...path, node]);
    finished.add(node);
  };
  for (const node of graph.keys()) visit(node, []);
};
