/** REST with XML bodies (CloudFront): https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html */
import { type Engine, RawAnswer, type RawRequest, type RestRoute } from "../engine.ts";
import type { Codec } from "./codec.ts";
import { headerInputOf, matchRequest, outputHeadersOf, queryInputOf } from "./rest-json.ts";
import { element, xmlMembers } from "./xml.ts";

const documentInputOf = ({ xml }: RestRoute, { body }: RawRequest): Record<string, unknown> =>
  xml?.input ? { [xml.input.member]: xml.input.read(body) } : {};

const documentOf = ({ xml }: RestRoute, members: Readonly<Record<string, unknown>>): string | undefined => {
  if (!xml?.output) return undefined;
  // The operation answers what its own route writes; the wire between them is untyped.
  return xml.output.write(members[xml.output.member] as never);
};

const namespaceOf = ({ xmlNamespace }: Engine): string =>
  xmlNamespace === undefined ? "" : ` xmlns="${xmlNamespace}"`;

export const restXmlCodec: Codec = {
  decode: (engine, request) => {
    const match = matchRequest(engine, request);
    if (!match) return { operation: `${request.method} ${request.url.split("?")[0]}`, input: {} };
    const { route } = match;
    const input = {
      ...queryInputOf(match),
      ...headerInputOf(route, request),
      ...documentInputOf(route, request),
      ...match.labels,
    };
    return { operation: route.operation, input, route };
  },

  encode: (_engine, { route }, output, requestId) => {
    const members: Readonly<Record<string, unknown>> = { ...output };
    const document = route && documentOf(route, members);
    const headers = {
      "x-amzn-requestid": requestId,
      ...(document === undefined ? {} : { "content-type": "text/xml" }),
      ...(route?.output ? outputHeadersOf(members, route.output) : {}),
    };
    return new RawAnswer(route?.status ?? 200, headers, document ?? "");
  },

  encodeError: (engine, error, requestId) => {
    const details = xmlMembers({
      Type: error.fault,
      Code: error.code,
      Message: error.message,
      ...error.fields,
    });
    const content = element("Error", details) + element("RequestId", requestId);
    return new RawAnswer(
      error.status,
      { "content-type": "text/xml", "x-amzn-requestid": requestId },
      `<?xml version="1.0"?>\n<ErrorResponse${namespaceOf(engine)}>${content}</ErrorResponse>`,
    );
  },
};
