/** AWS JSON 1.0 and 1.1, see https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html */
import { type Engine, RawAnswer } from "../engine.ts";
import type { AwsError } from "../errors.ts";
import type { Codec } from "./codec.ts";
import { parseJsonObject } from "./json-body.ts";
import { operationOfTarget } from "./target.ts";

/** Namespaces that these services put before the `#` of `__type`; the others send the bare code. */
const errorNamespaces: Readonly<Record<string, string>> = {
  sqs: "com.amazonaws.sqs",
  dynamodb: "com.amazonaws.dynamodb.v20120810",
};

const typeOf = (engine: Engine, code: string): string => {
  const namespace = errorNamespaces[engine.service];
  return namespace && !code.includes("#") ? `${namespace}#${code}` : code;
};

const headersOf = (version: string, requestId: string) => ({
  "content-type": `application/x-amz-json-${version}`,
  "x-amzn-requestid": requestId,
});

/** Clients of query-compatible services (SQS) read the older code from this header. */
const queryErrorHeader = (error: AwsError): Record<string, string> =>
  error.queryCode ? { "x-amzn-query-error": `${error.queryCode};${error.fault}` } : {};

export const jsonCodec = (version: "1.0" | "1.1"): Codec => ({
  decode: (_engine, request) => ({
    operation: operationOfTarget(request),
    input: parseJsonObject(request.body),
  }),

  encode: (_engine, _call, output, requestId) =>
    new RawAnswer(200, headersOf(version, requestId), JSON.stringify(output)),

  encodeError: (engine, error, requestId) =>
    new RawAnswer(
      error.status,
      { ...headersOf(version, requestId), ...queryErrorHeader(error) },
      JSON.stringify({ ...error.fields, __type: typeOf(engine, error.code), message: error.message }),
    ),
});
