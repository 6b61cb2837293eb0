/** The local cloud's own API, `/_local/*`, on the AWS endpoint. */
import { timingSafeEqual } from "node:crypto";
import { RawAnswer, type RawRequest } from "./engine.ts";

export interface LocalRequest {
  /** Decoded labels of the route's path. */
  readonly labels: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly raw: RawRequest;
  /** The parsed JSON body; `undefined` when it is empty. */
  readonly body: unknown;
}

/** A JSON answer; `body` is left out for 204. */
export interface LocalAnswer {
  readonly status: number;
  readonly body?: unknown;
  /** `application/json` unless told. */
  readonly contentType?: string;
}

/** One route of the local API; each subsystem exports its own. */
export interface LocalRoute {
  readonly method: "GET" | "PUT" | "POST" | "DELETE";
  /** `/_local/stacks/{stackName}` */
  readonly path: string;
  /** `operator` routes need `Authorization: Bearer <SecretAccessKey of the operator>`. */
  readonly access: "open" | "operator";
  handle(request: LocalRequest): Promise<LocalAnswer> | LocalAnswer;
}

/** RFC 9457. */
export const problem = (status: number, title: string, detail: string, more: object = {}): LocalAnswer => ({
  status,
  contentType: "application/problem+json",
  body: { type: "about:blank", title, status, detail, ...more },
});

const answerOf = ({ status, body, contentType = "application/json" }: LocalAnswer): RawAnswer =>
  new RawAnswer(
    status,
    { "content-type": contentType, "x-content-type-options": "nosniff", "cache-control": "no-store" },
    body === undefined ? "" : JSON.stringify(body),
  );

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/**
 * Keeps web pages out: a page that the operator happens to visit can reach loopback ports, but not without
 * an Origin or a Sec-Fetch-Site that tells, nor, through DNS rebinding, with a loopback Host.
 */
const foreign = ({ headers }: RawRequest): boolean =>
  headers.origin !== undefined ||
  (headers["sec-fetch-site"] ?? "none") !== "none" ||
  !loopback.test(headers.host ?? "");

const bears = ({ headers }: RawRequest, secret: string): boolean => {
  const given = Buffer.from(headers.authorization ?? "");
  const expected = Buffer.from(`Bearer ${secret}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
};

const labelsOf = (pattern: string, path: string): Record<string, string> | undefined => {
  const names = pattern.split("/");
  const segments = path.split("/");
  if (names.length !== segments.length) return undefined;
  const labels: Record<string, string> = {};
  for (const [index, name] of names.entries()) {
    const segment = segments[index] ?? "";
    if (name.startsWith("{")) labels[name.slice(1, -1)] = decodeURIComponent(segment);
    else if (name !== segment) return undefined;
  }
  return labels;
};

const bodyOf = ({ body }: RawRequest): unknown =>
  body.length === 0 ? undefined : JSON.parse(body.toString("utf8"));

export const isLocalPath = (url: string): boolean => url.startsWith("/_local/");

export type LocalApi = (request: RawRequest) => Promise<RawAnswer>;

/** @param operatorSecret the operator's secret access key, which doubles as the bearer token */
export const createLocalApi = (routes: () => readonly LocalRoute[], operatorSecret: string): LocalApi => {
  const find = (method: string, path: string) => {
    const matching = routes().flatMap((route) => {
      const labels = labelsOf(route.path, path);
      return labels ? [{ route, labels }] : [];
    });
    return { known: matching.length > 0, match: matching.find(({ route }) => route.method === method) };
  };

  const handle = async (request: RawRequest): Promise<LocalAnswer> => {
    if (foreign(request))
      return problem(403, "Forbidden", "The local API answers local tools only, not web pages.");
    const { pathname, searchParams } = new URL(request.url, "http://localhost");
    const { known, match } = find(request.method, pathname);
    if (!match)
      return known
        ? problem(405, "Method Not Allowed", `${pathname} does not answer ${request.method}.`)
        : problem(404, "Not Found", `The local API has no ${pathname}.`);
    if (match.route.access === "operator" && !bears(request, operatorSecret))
      return problem(
        401,
        "Unauthorized",
        "Send the operator's SecretAccessKey (.local/outputs.json) as a bearer token.",
      );
    return match.route.handle({
      labels: match.labels,
      query: searchParams,
      raw: request,
      body: bodyOf(request),
    });
  };

  return async (request) => {
    try {
      return answerOf(await handle(request));
    } catch (error) {
      if (error instanceof SyntaxError || error instanceof URIError)
        return answerOf(problem(400, "Bad Request", "The request cannot be read: its body must be JSON."));
      console.error(error);
      return answerOf(
        problem(500, "Internal Server Error", error instanceof Error ? error.message : String(error)),
      );
    }
  };
};
