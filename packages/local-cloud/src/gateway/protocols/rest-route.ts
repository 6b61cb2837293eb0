import type { RestRoute } from "../engine.ts";

export interface MatchedRoute {
  readonly route: RestRoute;
  /** Decoded labels of the path. */
  readonly labels: Readonly<Record<string, string>>;
  /** Parameters of the URL; one that is repeated is an array. */
  readonly query: Readonly<Record<string, string | string[]>>;
}

const decode = (segment: string): string | undefined => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
};

const trimSlash = (path: string): string =>
  path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;

const labelsOf = (pattern: string, path: string): Record<string, string> | undefined => {
  const names = trimSlash(pattern).split("/");
  const segments = trimSlash(path).split("/");
  if (names.length !== segments.length) return undefined;
  const labels: Record<string, string> = {};
  for (const [index, name] of names.entries()) {
    const segment = segments[index] ?? "";
    if (!name.startsWith("{")) {
      if (name !== segment) return undefined;
      continue;
    }
    const value = decode(segment);
    if (!value) return undefined;
    labels[name.slice(1, -1)] = value;
  }
  return labels;
};

const queryOf = (search: string): Record<string, string | string[]> => {
  const parameters = new URLSearchParams(search);
  return Object.fromEntries(
    [...new Set(parameters.keys())].map((name) => {
      const values = parameters.getAll(name);
      return [name, values.length > 1 ? values : (values[0] ?? "")];
    }),
  );
};

/** Finds the route of a request; literal segments are preferred over labels. */
export const matchRoute = (
  routes: readonly RestRoute[],
  method: string,
  url: string,
): MatchedRoute | undefined => {
  const [path = "/", search = ""] = url.split("?", 2);
  const matches = routes.flatMap((route) => {
    const labels = route.method === method ? labelsOf(route.path, path) : undefined;
    return labels ? [{ route, labels }] : [];
  });
  const best = matches.sort((a, b) => Object.keys(a.labels).length - Object.keys(b.labels).length)[0];
  return best && { ...best, query: queryOf(search) };
};
