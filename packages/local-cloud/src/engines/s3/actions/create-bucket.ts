import { AwsError } from "../../../gateway/errors.ts";
import { type AclInput, checkAcl } from "../access/acl.ts";
import { inputKeys } from "../access/condition-keys.ts";
import { bucketArn, newBucket, type Ownership, ownerships } from "../buckets/bucket.ts";
import { checkBucketName } from "../buckets/bucket-name.ts";
import type { Action, S3Context } from "../context.ts";
import { invalidArgument, notImplemented } from "../errors.ts";
import { newBucketTags } from "../objects/tags.ts";
import type { Tag } from "../tag.ts";

interface Input extends AclInput {
  readonly Bucket: string;
  readonly CreateBucketConfiguration?: {
    readonly LocationConstraint?: string | undefined;
    readonly Location?: object | undefined;
    readonly Bucket?: object | undefined;
    readonly Tags?: readonly Tag[] | undefined;
  };
  readonly ObjectLockEnabledForBucket?: boolean;
  readonly ObjectOwnership?: string;
}

const locationError = (constraint: string) =>
  new AwsError(
    "IllegalLocationConstraintException",
    `The ${constraint} location constraint is incompatible for the region specific endpoint this request was sent to.`,
  );

const regionShape = /^(?:EU|[a-z]{2,3}(?:-[a-z]+)+-\d)$/;

/** The first region has no name here, and every other one must be named. */
const checkLocation = ({ CreateBucketConfiguration: configuration }: Input, region: string): void => {
  const constraint = configuration?.LocationConstraint;
  if (configuration?.Location || configuration?.Bucket) throw notImplemented("directory buckets");
  if (region === "us-east-1") {
    if (constraint === "us-east-1" || (constraint && !regionShape.test(constraint)))
      throw new AwsError("InvalidLocationConstraint", "The specified location-constraint is not valid", {
        fields: { LocationConstraint: constraint },
      });
    if (constraint !== undefined && constraint !== "") throw locationError(constraint);
    return;
  }
  if (constraint !== region) throw locationError(constraint ?? "unspecified");
};

const ownershipOf = (name: string | undefined): Ownership => {
  if (name === undefined) return "BucketOwnerEnforced";
  const ownership = ownerships.find((one) => one === name);
  if (!ownership)
    throw invalidArgument(`Invalid x-amz-object-ownership header: ${name}`, "x-amz-object-ownership", name);
  return ownership;
};

const alreadyThere = (BucketName: string) =>
  new AwsError(
    "BucketAlreadyOwnedByYou",
    "Your previous request to create the named bucket succeeded and you already own it.",
    { status: 409, fields: { BucketName } },
  );

const create = (context: S3Context, input: Input) => {
  checkBucketName(input.Bucket);
  checkLocation(input, context.region);
  if (input.ObjectLockEnabledForBucket) throw notImplemented("x-amz-bucket-object-lock-enabled");
  const tags = newBucketTags(input.CreateBucketConfiguration?.Tags ?? []);
  const bucket = {
    ...newBucket(input.Bucket, context.clock(), ownershipOf(input.ObjectOwnership)),
    ...(tags.length > 0 ? { tags } : {}),
  };
  checkAcl(input, bucket);
  const existing = context.buckets.find(input.Bucket);
  // In the first region, for the sake of old clients, creating a bucket again is a success.
  if (existing && (context.region !== "us-east-1" || tags.length > 0)) throw alreadyThere(input.Bucket);
  if (!existing) context.buckets.put(bucket);
  return { Location: `/${input.Bucket}`, BucketArn: bucketArn(input.Bucket) };
};

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html */
export const createBucket: Action<Input> = (context) => ({
  access: (input) => [
    {
      action: "s3:CreateBucket",
      resources: [bucketArn(input.Bucket)],
      context: {
        ...inputKeys(input),
        ...(input.CreateBucketConfiguration?.LocationConstraint === undefined
          ? {}
          : { "s3:locationconstraint": input.CreateBucketConfiguration.LocationConstraint }),
      },
    },
  ],
  handle: (input) => create(context, input),
});
