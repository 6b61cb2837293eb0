/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html#RequestCustomMaxRequestStringLength */
import { headerText } from "../headers.ts";
import type { ViewerRequest } from "./viewer-request.ts";

const longestUrl = 8_192;
const longestHead = 32_768;

/** What Node's server must take in so that the edge, and not the server, can refuse it. */
export const longestReadHead = 65_536;

export interface OutOfBounds {
  readonly status: number;
  readonly detail: string;
}

export const outOfBounds = (request: ViewerRequest): OutOfBounds | undefined => {
  const { method, path, query, headers, body } = request;
  const url = path.length + query.length + 1;
  if (url > longestUrl) return { status: 414, detail: `The URL is longer than ${longestUrl} bytes.` };
  let head = url + method.length;
  for (const name in headers) head += name.length + (headerText(headers, name)?.length ?? 0) + 4;
  if (head > longestHead)
    return { status: 413, detail: `The request line and headers are longer than ${longestHead} bytes.` };
  if (body && (method === "GET" || method === "HEAD"))
    return { status: 403, detail: `A ${method} request must not have a body.` };
  return undefined;
};
