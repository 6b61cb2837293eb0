/** The blog's site as a test sees it: as a reader, and as an operator who looks behind it. */
import { CloudFront } from "@aws-sdk/client-cloudfront";
import { S3 } from "@aws-sdk/client-s3";
import { clientConfig } from "./queue.ts";
import type { Outputs } from "./skein.ts";

export interface Shown {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
  /** `Miss`, `Hit`, `Error`: the first word of `X-Cache`. */
  readonly cache: string;
}

/** A call at the edge; redirects are shown, not followed. */
export const ask = async (url: string, init: RequestInit = {}): Promise<Shown> => {
  const answer = await fetch(url, { redirect: "manual", ...init });
  const cache = answer.headers.get("x-cache")?.split(" ")[0] ?? "";
  return { status: answer.status, text: await answer.text(), headers: answer.headers, cache };
};

interface Call {
  readonly principal: string;
  readonly operation: string;
  readonly resource: string;
}

export interface SiteOperator {
  readonly s3: S3;
  readonly bucket: string;
  keys(): Promise<readonly string[]>;
  /** Ids of the invalidations that named a path, newest first. */
  invalidationsOf(path: string): Promise<readonly string[]>;
  /** How often the edge read an object. */
  readsOf(key: string): Promise<number>;
  close(): void;
}

export const siteOperator = (outputs: Outputs): SiteOperator => {
  const { SiteBucketName: bucket, SiteDistributionId: DistributionId } = outputs.blog;
  const s3 = new S3({ ...clientConfig(outputs), forcePathStyle: true });
  const cloudFront = new CloudFront(clientConfig(outputs));
  const pathsById = new Map<string, readonly string[]>();

  const pathsOf = async (Id: string): Promise<readonly string[]> => {
    const known = pathsById.get(Id);
    if (known) return known;
    const { Invalidation } = await cloudFront.getInvalidation({ DistributionId, Id });
    const paths = Invalidation?.InvalidationBatch?.Paths?.Items ?? [];
    pathsById.set(Id, paths);
    return paths;
  };

  return {
    s3,
    bucket,

    async keys() {
      const { Contents = [] } = await s3.listObjectsV2({ Bucket: bucket });
      return Contents.map(({ Key = "" }) => Key);
    },

    async invalidationsOf(path) {
      const { InvalidationList } = await cloudFront.listInvalidations({ DistributionId });
      const ids = (InvalidationList?.Items ?? []).map(({ Id = "" }) => Id);
      const named: string[] = [];
      for (const id of ids) if ((await pathsOf(id)).includes(path)) named.push(id);
      return named;
    },

    async readsOf(key) {
      const answer = await fetch(`${outputs.cloud.Endpoint}/_local/journal?limit=20000`);
      const calls = (await answer.json()) as readonly Call[];
      return calls.filter(
        ({ principal, operation, resource }) =>
          principal === "cloudfront.amazonaws.com" &&
          operation === "GetObject" &&
          resource === `arn:aws:s3:::${bucket}/${key}`,
      ).length;
    },

    close() {
      s3.destroy();
      cloudFront.destroy();
    },
  };
};
