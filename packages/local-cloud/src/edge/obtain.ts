/** Gets what a viewer asks for: from the cache, through it, or past it. */
import { compressed, uncompressed } from "./answers/compression.ts";
import { rangeOf } from "./answers/ranges.ts";
import { relay } from "./cache/relay.ts";
import type { Retrieved, Retriever } from "./cache/retrieve.ts";
import type { Wanted } from "./cache/wanted.ts";
import { headerText } from "./headers.ts";
import type { OriginRequest } from "./origins/origin.ts";
import type { Behavior } from "./site/behavior.ts";
import type { Site } from "./site/site.ts";
import type { Soon } from "./soon.ts";
import { normalisedEncoding } from "./viewer/accept-encoding.ts";
import { cacheKeyOf } from "./viewer/cache-key.ts";
import { originHeadersOf, originPathOf } from "./viewer/origin-headers.ts";
import type { ViewerRequest } from "./viewer/viewer-request.ts";

export interface ObtainSettings {
  readonly retriever: Retriever;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/custom-error-pages-expiration.html */
const standardErrorMinimum = 10;

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DefaultRootObject.html */
const rooted = ({ defaultRootObject: root }: Site, request: ViewerRequest): ViewerRequest =>
  request.path === "/" && root !== "" ? { ...request, path: `/${root}` } : request;

const originRequestOf = (
  behavior: Behavior,
  request: ViewerRequest,
  encoding: string,
  cacheable: boolean,
): OriginRequest => ({
  method: request.method,
  path: originPathOf(behavior, request),
  headers: originHeadersOf(behavior, request, { encoding, cacheable }),
  protocol: request.protocol,
  ...(request.body ? { body: request.body } : {}),
});

const withRange = (request: OriginRequest, range: string): OriginRequest => ({
  ...request,
  headers: { ...request.headers, range },
});

/** A range of what is not kept as a whole: the origin is asked for the range, and that is kept. */
const obtainRange = async (wanted: Wanted, range: string, retriever: Retriever): Promise<Retrieved> =>
  (await retriever.find(wanted.key)) ??
  retriever.retrieve({
    ...wanted,
    key: `${wanted.key}\nrange: ${range}`,
    wholeKey: wanted.key,
    request: () => withRange(wanted.request(), range),
    encode: uncompressed,
  });

const obtainHead = async (wanted: Wanted, retriever: Retriever): Promise<Retrieved> =>
  (await retriever.find(wanted.key)) ?? relay(wanted.fetch, wanted.request(), wanted.encode);

/** Waits only for what is not there. */
export const obtain = (
  site: Site,
  behavior: Behavior,
  received: ViewerRequest,
  { retriever }: ObtainSettings,
): Soon<Retrieved> => {
  const request = rooted(site, received);
  const { method, headers } = request;
  const cacheable = behavior.cached.has(method);
  const encoding = normalisedEncoding(headerText(headers, "accept-encoding"), behavior.cache);
  const originRequest = () => originRequestOf(behavior, request, encoding, cacheable);
  const encode = behavior.compress ? compressed(encoding) : uncompressed;
  if (!cacheable) return relay(behavior.fetch, originRequest(), encode);

  const { text: key, uri } = cacheKeyOf(site, behavior, request, encoding);
  const wanted: Wanted = {
    key,
    distributionId: site.distributionId,
    uris: request === received ? [uri] : [uri, uri.replace(request.path, received.path)],
    ttl: behavior.cache.ttl,
    errorMinimum: (status) => site.errors.get(status)?.ErrorCachingMinTTL ?? standardErrorMinimum,
    request: originRequest,
    fetch: behavior.fetch,
    encode,
  };
  if (method === "HEAD") return obtainHead(wanted, retriever);
  const range = headerText(headers, "range");
  const plain = headers["if-range"] === undefined && rangeOf(range) !== undefined;
  return plain && range !== undefined
    ? obtainRange(wanted, range, retriever)
    : (retriever.kept(wanted) ?? retriever.retrieve(wanted));
};
