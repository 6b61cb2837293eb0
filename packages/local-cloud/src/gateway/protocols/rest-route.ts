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

/** Parameters that are part of a route's path are there to be told apart by. */
const hasParameters = (wanted: URLSearchParams, given: URLSearchParams): boolean =>
  [...wanted].every(([name, value]) => given.get(name) === value);

/** How much of a request a route leaves open: the fewer labels and the more parameters, the better. */
const openness = ({ labels, wanted }: { labels: object; wanted: URLSearchParams }): number =>
  Object.keys(labels).length - wanted.size;

const withoutParameters = (search: string, wanted: URLSearchParams): string => {
  if (wanted.size === 0) return search;
  const rest = new URLSearchParams(search);
  for (const name of wanted.keys()) rest.delete(name);
  return rest.toString();
};

/** Finds the route of a request; literal segments are preferred over labels. */
export const matchRoute = (
  routes: readonly RestRoute[],
  method: string,
  url: string,
): MatchedRoute | undefined => {
  const [path = "/", search = ""] = url.split("?", 2);
  const given = new URLSearchParams(search);
  const matches = routes.flatMap((route) => {
    const [pattern = "", parameters = ""] = route.path.split("?", 2);
    const labels = route.method === method ? labelsOf(pattern, path) : undefined;
    const wanted = new URLSearchParams(parameters);
    return labels && hasParameters(wanted, given) ? [{ route, labels, wanted }] : [];
  });
  const best = matches.sort((a, b) => openness(a) - openness(b))[0];
  return (
    best && {
      route: best.route,
      labels: best.labels,
      query: queryOf(withoutParameters(search, best.wanted)),
    }
  );
};
