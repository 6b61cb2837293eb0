/** Our edge, as `npm start` runs it: in the process of the whole local cloud. */
import { CloudFront } from "@aws-sdk/client-cloudfront";
import { edgePortsOf } from "@skein/local-cloud/ports";
import { makeCheckout } from "../../test/e2e/support/checkout.ts";
import { clientConfig } from "../../test/e2e/support/queue.ts";
import { freePortBase, npmStart, type Running, readOutputs } from "../../test/e2e/support/skein.ts";
import type { WebCache } from "./web-cache.ts";

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html */
const cachingOptimized = "658327ea-f89d-4fab-a63d-7e88639e58f6";

/** The first distribution of the blog's stack has the port of the blog. */
const Tags = { Items: [{ Key: "skein:stack-name", Value: "skein-blog-bench" }] };

const distributionOf = (originPort: number) => ({
  CallerReference: "bench",
  Comment: "",
  Enabled: true,
  Origins: {
    Quantity: 1,
    Items: [
      {
        Id: "origin",
        DomainName: "localhost",
        CustomOriginConfig: {
          HTTPPort: originPort,
          HTTPSPort: 443,
          OriginProtocolPolicy: "http-only" as const,
        },
      },
    ],
  },
  DefaultCacheBehavior: {
    TargetOriginId: "origin",
    ViewerProtocolPolicy: "allow-all" as const,
    CachePolicyId: cachingOptimized,
    Compress: true,
  },
});

export const startSkeinEdge = async (originPort: number): Promise<WebCache> => {
  const checkout = makeCheckout();
  const portBase = await freePortBase();
  let host: Running | undefined;
  const close = async () => {
    await host?.interrupt();
    checkout.remove();
  };
  try {
    host = await npmStart(checkout.root, portBase, "--cloud-only");
    const cloudfront = new CloudFront(clientConfig(readOutputs(checkout.root)));
    const DistributionConfig = distributionOf(originPort);
    await cloudfront.createDistributionWithTags({ DistributionConfigWithTags: { DistributionConfig, Tags } });
    cloudfront.destroy();
    const port = edgePortsOf({ PORT_BASE: String(portBase) }).blog;
    const url = `http://127.0.0.1:${port}`;
    return { name: "edge", url, pid: host.pid, userAgent: "Amazon CloudFront", close };
  } catch (error) {
    await close();
    throw error;
  }
};
