/** A cloud with CloudFront and its edge, a clock of its own, and an origin to put behind it. */
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { CloudFront, type CreateDistributionCommandInput } from "@aws-sdk/client-cloudfront";
import { type Edge, startEdge } from "../../src/edge/edge.ts";
import type { EdgePorts } from "../../src/edge/edge-ports.ts";
import { type ApiAddresses, createApiAddresses } from "../../src/edge/origins/api-addresses.ts";
import {
  type CloudFrontEngine,
  createCloudFrontEngine,
} from "../../src/engines/cloudfront/cloudfront-engine.ts";
import type { Engine } from "../../src/gateway/engine.ts";
import { startTestCloud, type TestCloud } from "./cloud.ts";

export interface EdgeCloud extends TestCloud {
  readonly cloudfront: CloudFront;
  readonly edge: Edge;
  readonly apis: ApiAddresses;
  /** Moves the edge's clock on. */
  pass(seconds: number): void;
}

export interface EdgeCloudOptions {
  /** Give it to go on with what an earlier cloud left. */
  readonly stateDir?: string;
  readonly ports?: EdgePorts;
  readonly cacheBytes?: number;
  readonly engines?: readonly Engine[];
}

export const startEdgeCloud = async (options: EdgeCloudOptions = {}): Promise<EdgeCloud> => {
  const stateDir = options.stateDir ?? (await mkdtemp(path.join(os.tmpdir(), "skein-edge-")));
  let passed = 0;
  let engine: CloudFrontEngine | undefined;
  const cloud = await startTestCloud({
    stateDir,
    engines: (context) => {
      engine = createCloudFrontEngine(context);
      return [...(options.engines ?? []), engine];
    },
  });
  if (!engine) throw new Error("There is no CloudFront");
  const apis = createApiAddresses();
  const edge = await startEdge({
    stateDir,
    cloudfront: engine,
    dispatcher: cloud.dispatcher,
    endpoint: cloud.endpoint,
    apis,
    now: () => Date.now() + passed * 1_000,
    ...(options.ports ? { ports: options.ports } : {}),
    ...(options.cacheBytes ? { cacheBytes: options.cacheBytes } : {}),
  });
  const cloudfront = new CloudFront(cloud.client);
  return {
    ...cloud,
    cloudfront,
    edge,
    apis,
    pass: (seconds) => {
      passed += seconds;
    },
    close: async () => {
      cloudfront.destroy();
      await edge.close();
      await cloud.close();
      if (options.stateDir === undefined) await rm(stateDir, { recursive: true, force: true });
    },
  };
};

export interface TestOrigin {
  readonly port: number;
  /** `GET /path`, in the order in which they came. */
  readonly requests: readonly { readonly line: string; readonly headers: IncomingMessage["headers"] }[];
  /** How often a path was asked for. */
  asked(path: string): number;
  /** What is answered from now on. */
  handle(answer: (request: IncomingMessage, response: ServerResponse) => void): void;
  close(): Promise<void>;
}

export const startOrigin = async (): Promise<TestOrigin> => {
  const requests: { line: string; headers: IncomingMessage["headers"] }[] = [];
  let answer = (_request: IncomingMessage, response: ServerResponse): void => void response.end("hello");
  const server = createServer((request, response) => {
    requests.push({ line: `${request.method} ${request.url}`, headers: request.headers });
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    asked: (path) => requests.filter(({ line }) => line.endsWith(` ${path}`)).length,
    handle: (next) => {
      answer = next;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};

export const managedPolicies = {
  cachingOptimized: "658327ea-f89d-4fab-a63d-7e88639e58f6",
  uncompressed: "b2884449-e4de-46a7-ac36-70bc7f1ddd6d",
  cachingDisabled: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
  useOriginCacheControl: "83da9c7e-98b4-4e11-a168-04f0df8e2c65",
  allViewer: "216adef6-5c7f-47e4-b989-5492eafa07d3",
  allViewerExceptHost: "b689b0a8-53d0-40ab-baf2-68738e2966ac",
  securityHeaders: "67f7725c-6f97-4210-82d7-5512b31e9d03",
} as const;

export type Config = NonNullable<CreateDistributionCommandInput["DistributionConfig"]>;
export type Behavior = NonNullable<Config["DefaultCacheBehavior"]>;

export const behavior = (more: Partial<Behavior> = {}): Behavior => ({
  TargetOriginId: "origin",
  ViewerProtocolPolicy: "allow-all",
  CachePolicyId: managedPolicies.cachingOptimized,
  ...more,
});

export const customOrigin = (port: number) => ({
  Id: "origin",
  DomainName: "localhost",
  CustomOriginConfig: { HTTPPort: port, HTTPSPort: 443, OriginProtocolPolicy: "http-only" as const },
});

let references = 0;

export const distributionConfig = (port: number, more: Partial<Config> = {}): Config => {
  references += 1;
  return {
    CallerReference: `reference-${references}`,
    Comment: "",
    Enabled: true,
    Origins: { Quantity: 1, Items: [customOrigin(port)] },
    DefaultCacheBehavior: behavior(),
    ...more,
  };
};

export interface TestSite {
  readonly id: string;
  readonly domainName: string;
  readonly url: string;
  get(path: string, headers?: Record<string, string>, method?: string): Promise<SiteAnswer>;
}

export interface SiteAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** `Miss from cloudfront` */
  readonly cache: string | null;
}

export const createSite = async (cloud: EdgeCloud, config: Config): Promise<TestSite> => {
  const { Distribution: made } = await cloud.cloudfront.createDistribution({ DistributionConfig: config });
  const domainName = made?.DomainName ?? "";
  const url = cloud.edge.urls().get(domainName) ?? "";
  return {
    id: made?.Id ?? "",
    domainName,
    url,
    get: async (where, headers = {}, method = "GET") => {
      const response = await fetch(url + where, { method, headers, redirect: "manual" });
      const { status, headers: answered } = response;
      return { status, headers: answered, text: await response.text(), cache: answered.get("x-cache") };
    },
  };
};

export const invalidate = (cloud: EdgeCloud, site: TestSite, ...paths: string[]) => {
  references += 1;
  return cloud.cloudfront.createInvalidation({
    DistributionId: site.id,
    InvalidationBatch: {
      CallerReference: `invalidation-${references}`,
      Paths: { Quantity: paths.length, Items: paths },
    },
  });
};
