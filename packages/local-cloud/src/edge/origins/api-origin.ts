import { Readable } from "node:stream";
import type { ApiAddresses } from "./api-addresses.ts";
import { type HttpConnections, type HttpOrigin, httpOrigin } from "./http-origin.ts";
import { type OriginAnswer, OriginFailure, type OriginFetch } from "./origin.ts";

/**
 * API Gateway finds the API by the host name, and knows no other than its own: an origin request policy that sends
 * the viewer's `Host` fails there, and must fail here.
 */
const forbidden = (): OriginAnswer => ({
  status: 403,
  headers: { "content-type": "application/json", "x-amzn-errortype": "ForbiddenException" },
  body: Readable.from([Buffer.from('{"message":"Forbidden"}')]),
});

/** `/dev/posts` is `/posts` where the API is served: its address here stands for the stage, too. */
const withoutStage = (path: string): string | undefined =>
  /^\/[A-Za-z0-9_-]+(?<rest>[/?].*)?$/.exec(path)?.groups?.rest ?? "/";

/** An API of this cloud, at whatever address it is served at the moment. */
export const apiOrigin =
  (
    apiId: string,
    domainName: string,
    settings: Omit<HttpOrigin, "urlFor">,
    { apis, connections }: { readonly apis: ApiAddresses; readonly connections: HttpConnections },
  ): OriginFetch =>
  async (request, signal) => {
    const { host, ...headers } = request.headers;
    if (host !== undefined && host.toLowerCase() !== domainName.toLowerCase()) return forbidden();
    const url = apis.find(apiId);
    if (url === undefined)
      throw new OriginFailure(502, `The API ${apiId} is not served: start the service that it belongs to.`);
    const fetch = httpOrigin({ ...settings, urlFor: () => url }, connections);
    return fetch({ ...request, headers, path: withoutStage(request.path) ?? "/" }, signal);
  };
