/** The query protocol of SNS, IAM, STS and SES v1: https://smithy.io/2.0/aws/protocols/aws-query-protocol.html */
import { type Engine, RawAnswer, type RawRequest } from "../engine.ts";
import type { Codec } from "./codec.ts";
import { queryInputOf } from "./query-input.ts";
import { element, xmlMembers } from "./xml.ts";

export { xmlMap } from "./xml.ts";

/** Parameters come in the body of a POST, or, in presigned calls, in the URL. */
export const queryParametersOf = (request: RawRequest): URLSearchParams => {
  const parameters = new URLSearchParams(request.body.toString("utf8"));
  const queryStart = request.url.indexOf("?");
  if (queryStart >= 0)
    for (const [name, value] of new URLSearchParams(request.url.slice(queryStart + 1)))
      parameters.append(name, value);
  return parameters;
};

/** Not input of the operation: the protocol's own parameters and those of a presigned URL. */
const isProtocolParameter = (name: string): boolean =>
  name === "Action" || name === "Version" || name.startsWith("X-Amz-");

const namespaceOf = (engine: Engine): string =>
  `https://${engine.service}.amazonaws.com/doc/${engine.xmlNamespace ?? ""}/`;

const xml = (status: number, requestId: string, body: string): RawAnswer =>
  new RawAnswer(status, { "content-type": "text/xml", "x-amzn-requestid": requestId }, body);

export const queryCodec: Codec = {
  decode: (_engine, request) => {
    const parameters = queryParametersOf(request);
    const input = [...parameters].filter(([name]) => !isProtocolParameter(name));
    return { operation: parameters.get("Action") ?? "", input: queryInputOf(input) };
  },

  encode: (engine, { operation }, output, requestId) => {
    const members = xmlMembers(output);
    const result = members && element(`${operation}Result`, members);
    const metadata = element("ResponseMetadata", element("RequestId", requestId));
    const opening = `<${operation}Response xmlns="${namespaceOf(engine)}">`;
    return xml(200, requestId, `${opening}${result}${metadata}</${operation}Response>`);
  },

  encodeError: (engine, error, requestId) => {
    const Code = error.queryCode ?? error.code;
    const members = { Type: error.fault, Code, Message: error.message, ...error.fields };
    const body = element("Error", xmlMembers(members)) + element("RequestId", requestId);
    return xml(
      error.queryStatus ?? error.status,
      requestId,
      `<ErrorResponse xmlns="${namespaceOf(engine)}">${body}</ErrorResponse>`,
    );
  },
};
