import { bucketArn } from "../buckets/bucket.ts";
import { isRegion } from "../buckets/regions.ts";
import type { Action } from "../context.ts";
import { invalidArgument } from "../errors.ts";
import { ownerOf } from "../owner.ts";

interface Input {
  readonly Prefix?: string;
  readonly MaxBuckets?: number;
  readonly ContinuationToken?: string;
  readonly BucketRegion?: string;
}

const mostBuckets = 10_000;

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html */
export const listBuckets: Action<Input> = (context) => ({
  access: () => [{ action: "s3:ListAllMyBuckets", resources: ["*"] }],
  handle: ({ Prefix, MaxBuckets = mostBuckets, ContinuationToken, BucketRegion }) => {
    if (MaxBuckets < 1 || MaxBuckets > mostBuckets)
      throw invalidArgument(
        `Argument max-buckets must be an integer between 1 and ${mostBuckets}`,
        "max-buckets",
        String(MaxBuckets),
      );
    if (BucketRegion !== undefined && !isRegion(BucketRegion))
      throw invalidArgument(`Argument value ${BucketRegion} is not a valid AWS Region`, "bucket-region");
    const after = ContinuationToken && Buffer.from(ContinuationToken, "base64url").toString("utf8");
    const found = context.buckets
      .list()
      .filter(({ name }) => name.startsWith(Prefix ?? "") && (!after || name > after))
      .filter(() => BucketRegion === undefined || BucketRegion === context.region);
    const page = found.slice(0, MaxBuckets);
    const last = page.at(-1);
    return {
      Buckets: page.map(({ name, createdAt }) => ({
        Name: name,
        CreationDate: new Date(createdAt),
        BucketRegion: context.region,
        BucketArn: bucketArn(name),
      })),
      Owner: { ID: ownerOf(context.accountId) },
      Prefix,
      ContinuationToken:
        last && found.length > page.length ? Buffer.from(last.name).toString("base64url") : undefined,
    };
  },
});
