import { randomUUID } from "node:crypto";
import { CloudFrontClient, CreateInvalidationCommand } from "@aws-sdk/client-cloudfront";
import { S3Client } from "@aws-sdk/client-s3";
import type { ClientConfig } from "../command/aws-access.ts";

/** Names that the stack of blog has put out. */
export interface SiteNames {
  readonly bucket: string;
  /** Absent while there is no edge in front of the bucket. */
  readonly distributionId: string | undefined;
}

/** Where a site is published to. */
export interface SitePlace {
  readonly bucket: string;
  readonly s3: S3Client;
  /** Has the edge forget these paths; absent when there is no edge. */
  readonly invalidate: ((paths: readonly string[]) => Promise<void>) | undefined;
  close(): void;
}

export const openSitePlace = (
  clientConfig: () => ClientConfig,
  { bucket, distributionId }: SiteNames,
): SitePlace => {
  const config = clientConfig();
  // A bucket's name in the host's name needs a name server that knows it.
  const s3 = new S3Client({ ...config, forcePathStyle: config.endpoint !== undefined });
  const cloudFront = new CloudFrontClient(clientConfig());
  return {
    bucket,
    s3,
    invalidate:
      distributionId === undefined
        ? undefined
        : async (paths) => {
            const Paths = { Quantity: paths.length, Items: [...paths] };
            // New each time: with a reference of earlier and the same paths, nothing would happen.
            const InvalidationBatch = { CallerReference: randomUUID(), Paths };
            await cloudFront.send(
              new CreateInvalidationCommand({ DistributionId: distributionId, InvalidationBatch }),
            );
          },
    close: () => {
      s3.destroy();
      cloudFront.destroy();
    },
  };
};
