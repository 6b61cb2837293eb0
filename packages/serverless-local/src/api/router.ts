import type { ApiMethod } from "./rest-api.ts";

export interface RouteMatch {
  readonly method: ApiMethod;
  /** Values of `{name}` and `{name+}`, decoded. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

export type Router = (httpMethod: string, path: string) => RouteMatch | undefined;

interface Node {
  readonly constants: Map<string, Node>;
  parameter: { readonly name: string; readonly node: Node } | undefined;
  greedy: { readonly name: string; readonly node: Node } | undefined;
  readonly methods: Map<string, ApiMethod>;
}

const emptyNode = (): Node => ({
  constants: new Map(),
  parameter: undefined,
  greedy: undefined,
  methods: new Map(),
});

const segmentsOf = (path: string): string[] => path.split("/").filter((segment) => segment !== "");

/**
 * Finds the method of a request as API Gateway does: a constant path part wins over `{name}`, which wins over
 * `{name+}`; a method of its own wins over `ANY`.
 */
export const routerOf = (methods: readonly ApiMethod[]): Router => {
  const root = emptyNode();
  for (const method of methods) {
    let node = root;
    for (const part of segmentsOf(method.resourcePath)) node = childOf(node, part);
    node.methods.set(method.httpMethod, method);
  }
  return (httpMethod, path) => find(root, segmentsOf(path), httpMethod, {});
};

const childOf = (node: Node, part: string): Node => {
  const [, name, greedy] = /^\{([^}+]+)(\+?)\}$/.exec(part) ?? [];
  if (name && greedy) {
    node.greedy ??= { name, node: emptyNode() };
    return node.greedy.node;
  }
  if (name) {
    node.parameter ??= { name, node: emptyNode() };
    return node.parameter.node;
  }
  const child = node.constants.get(part) ?? emptyNode();
  node.constants.set(part, child);
  return child;
};

const find = (
  node: Node,
  segments: readonly string[],
  httpMethod: string,
  pathParameters: Readonly<Record<string, string>>,
): RouteMatch | undefined => {
  const [segment, ...rest] = segments;
  if (segment === undefined) {
    const method = node.methods.get(httpMethod) ?? node.methods.get("ANY");
    return method && { method, pathParameters };
  }
  const constant = node.constants.get(segment);
  const { parameter, greedy } = node;
  return (
    (constant && find(constant, rest, httpMethod, pathParameters)) ??
    (parameter &&
      find(parameter.node, rest, httpMethod, { ...pathParameters, [parameter.name]: decoded(segment) })) ??
    (greedy &&
      find(greedy.node, [], httpMethod, { ...pathParameters, [greedy.name]: decoded(segments.join("/")) }))
  );
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
