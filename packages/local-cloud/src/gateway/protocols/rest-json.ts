/** REST with JSON bodies (Lambda): https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html */
import { type Engine, RawAnswer, type RawRequest, type RestOutput, type RestRoute } from "../engine.ts";
import type { AwsError } from "../errors.ts";
import type { Codec } from "./codec.ts";
import { parseJsonObject } from "./json-body.ts";
import { type MatchedRoute, matchRoute } from "./rest-route.ts";

const headersOf = (requestId: string): Record<string, string> => ({
  "content-type": "application/json",
  "x-amzn-requestid": requestId,
});

const bodyInputOf = (route: RestRoute, request: RawRequest): Record<string, unknown> =>
  route.payload ? { [route.payload]: request.body } : parseJsonObject(request.body);

export const queryInputOf = ({ route, query }: MatchedRoute): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(query).map(([name, value]) => [
      route.query?.[name] ?? name,
      route.queryLists?.includes(name) ? [value].flat() : value,
    ]),
  );

export const headerInputOf = (route: RestRoute, request: RawRequest): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(route.headers ?? {}).flatMap(([header, member]) => {
      const value = request.headers[header.toLowerCase()];
      return value === undefined ? [] : [[member, value]];
    }),
  );

export const matchRequest = (engine: Engine, request: RawRequest): MatchedRoute | undefined =>
  matchRoute(engine.routes ?? [], request.method, request.url);

export const outputHeadersOf = (members: Readonly<Record<string, unknown>>, output: RestOutput) =>
  Object.fromEntries(
    Object.entries(output.headers ?? {}).flatMap(([header, member]) => {
      const value = members[member];
      return value === undefined ? [] : [[header, String(value)]];
    }),
  );

const bytesOf = (payload: unknown): Buffer | string =>
  payload instanceof Uint8Array ? Buffer.from(payload) : typeof payload === "string" ? payload : "";

/** An answer whose members are spread over status, headers and body, as the route says. */
const encodeBound = (members: Readonly<Record<string, unknown>>, output: RestOutput, requestId: string) => {
  const bound = new Set([output.status, output.payload, ...Object.values(output.headers ?? {})]);
  const document = Object.fromEntries(Object.entries(members).filter(([name]) => !bound.has(name)));
  const status = output.status ? Number(members[output.status] ?? 200) : 200;
  const body = output.payload ? bytesOf(members[output.payload]) : JSON.stringify(document);
  return new RawAnswer(status, { ...headersOf(requestId), ...outputHeadersOf(members, output) }, body);
};

const retryHeaders = ({ retryAfterSeconds }: AwsError): Record<string, string> =>
  retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) };

export const restJsonCodec: Codec = {
  decode: (engine, request) => {
    const match = matchRequest(engine, request);
    if (!match) return { operation: `${request.method} ${request.url.split("?")[0]}`, input: {} };
    const { route } = match;
    // Labels are what was routed: nothing in the body may override them.
    const input = {
      ...bodyInputOf(route, request),
      ...queryInputOf(match),
      ...headerInputOf(route, request),
      ...match.labels,
    };
    return { operation: route.operation, input, route };
  },

  encode: (_engine, { route }, output, requestId) => {
    if (route?.output) return encodeBound({ ...output }, route.output, requestId);
    const status = route?.status ?? 200;
    return new RawAnswer(status, headersOf(requestId), status === 204 ? "" : JSON.stringify(output));
  },

  encodeError: (_engine, error, requestId) =>
    new RawAnswer(
      error.status,
      { ...headersOf(requestId), "x-amzn-errortype": error.code, ...retryHeaders(error) },
      // Lambda names the fault `Type` and writes `Message`; newer services write `message`. Clients read both.
      JSON.stringify({ ...error.fields, Type: error.fault, message: error.message, Message: error.message }),
    ),
};
