/** Finds out what an origin is: a bucket, an API of this cloud, or any web server. */

import type { CloudFrontStores } from "../../engines/cloudfront/context.ts";
import { arnOf } from "../../engines/cloudfront/context.ts";
import { bucketOf } from "../../engines/cloudfront/distributions/bucket-of.ts";
import type { OriginConfig } from "../../engines/cloudfront/wire/origin.ts";
import type { Dispatcher } from "../../gateway/engine.ts";
import type { Principal } from "../../iam/principal.ts";
import type { Origins } from "../site/site.ts";
import { type ApiAddresses, apiIdOf } from "./api-addresses.ts";
import { apiOrigin } from "./api-origin.ts";
import { type HttpConnections, httpOrigin } from "./http-origin.ts";
import type { OriginFetch } from "./origin.ts";
import { s3Origin } from "./s3-origin.ts";

export interface OriginsOptions {
  readonly accountId: string;
  readonly dispatcher: Dispatcher;
  /** `http://127.0.0.1:4566`, where S3 is. */
  readonly endpoint: string;
  readonly apis: ApiAddresses;
  readonly connections: HttpConnections;
  readonly stores: Pick<CloudFrontStores, "originAccessControls">;
}

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html */
const timeouts = ({ ConnectionAttempts, ConnectionTimeout, CustomOriginConfig }: OriginConfig) => ({
  readTimeoutSeconds: CustomOriginConfig?.OriginReadTimeout ?? 30,
  connectTimeoutSeconds: ConnectionTimeout ?? 10,
  connectAttempts: ConnectionAttempts ?? 3,
});

const customOrigin = (origin: OriginConfig, options: OriginsOptions): OriginFetch => {
  const { DomainName: domain, CustomOriginConfig: custom } = origin;
  const apiId = apiIdOf(domain);
  if (apiId !== undefined) return apiOrigin(apiId, domain, timeouts(origin), options);
  const urlFor = (viewer: "http" | "https"): string => {
    const policy = custom?.OriginProtocolPolicy;
    const secure = policy === "https-only" || (policy === "match-viewer" && viewer === "https");
    return secure
      ? `https://${domain}:${custom?.HTTPSPort ?? 443}`
      : `http://${domain}:${custom?.HTTPPort ?? 80}`;
  };
  return httpOrigin({ ...timeouts(origin), urlFor }, options.connections);
};

export const createOrigins = (options: OriginsOptions): Origins => {
  const { accountId, connections, dispatcher, endpoint, stores } = options;

  const readerOf = ({ OriginAccessControlId: id = "" }: OriginConfig, distributionId: string): Principal => {
    const control = id === "" ? undefined : stores.originAccessControls.get(id)?.config;
    if (control?.SigningBehavior !== "always") return { kind: "anonymous" };
    return {
      kind: "service",
      service: "cloudfront.amazonaws.com",
      sourceArn: arnOf({ accountId }, `distribution/${distributionId}`),
      sourceAccount: accountId,
    };
  };

  return {
    fetchFrom: (origin, distributionId) => {
      const bucket = origin.S3OriginConfig ? bucketOf(origin.DomainName) : undefined;
      if (bucket === undefined) return customOrigin(origin, options);
      const http = httpOrigin({ ...timeouts(origin), urlFor: () => endpoint }, connections);
      return s3Origin({ bucket, principal: readerOf(origin, distributionId), http }, dispatcher);
    },
  };
};
