/** What calls need: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html */
import type { Access, ApiCall } from "../../../gateway/engine.ts";
import { AwsError } from "../../../gateway/errors.ts";
import type { ConditionContext } from "../../../iam/policy.ts";
import { type Bucket, bucketArn, objectArn } from "../buckets/bucket.ts";
import type { S3Context } from "../context.ts";
import { accessDenied } from "../errors.ts";
import type { Version } from "../objects/version.ts";
import { policyFor } from "./bucket-policy.ts";
import { existingTagKeys, inputKeys, requestKeys } from "./condition-keys.ts";

export interface BucketInput {
  readonly Bucket: string;
  /** Account that must own the bucket. */
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface ObjectInput extends BucketInput {
  readonly Key: string;
  readonly VersionId?: string | undefined;
}

/**
 * The bucket of a call.
 *
 * @throws {AwsError} `NoSuchBucket`, or access denied when another account is expected to own it
 */
export const requireBucket = (
  context: S3Context,
  { Bucket: name, ExpectedBucketOwner: expected }: BucketInput,
): Bucket => {
  const bucket = context.buckets.require(name);
  if (expected === undefined || expected === context.accountId) return bucket;
  if (/^\d{12}$/.test(expected)) throw accessDenied();
  throw new AwsError(
    "InvalidBucketOwnerAWSAccountID",
    `The value of the expected bucket owner parameter must be an AWS Account ID... [${expected}]`,
  );
};

const accessTo = (
  context: S3Context,
  action: string,
  bucket: Bucket,
  resource: string,
  call: ApiCall,
  keys: ConditionContext,
): Access => ({
  action: `s3:${action}`,
  resources: [resource],
  context: { ...requestKeys(call, context.clock()), ...keys },
  resourcePolicy: policyFor(bucket, call.principal),
});

/** @param action without its prefix */
export const onBucket = (
  context: S3Context,
  action: string,
  input: BucketInput,
  call: ApiCall,
  keys: ConditionContext = inputKeys(input),
): Access => {
  const bucket = requireBucket(context, input);
  return accessTo(context, action, bucket, bucketArn(bucket.name), call, keys);
};

export const onObject = (
  context: S3Context,
  action: string,
  input: ObjectInput,
  call: ApiCall,
  keys: ConditionContext = {},
): Access => {
  const bucket = requireBucket(context, input);
  const resource = objectArn(bucket.name, input.Key);
  return accessTo(context, action, bucket, resource, call, { ...inputKeys(input), ...keys });
};

export const findVersion = (
  context: S3Context,
  { Bucket: bucket, Key, VersionId }: ObjectInput,
): Version | undefined =>
  VersionId === undefined
    ? context.versions.latest(bucket, Key)
    : context.versions.find(bucket, Key, VersionId);

/**
 * Access to an object that is there already. Only who may list the bucket learns that something is not there:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 *
 * @param action `GetObject`; with a version id its name for versions is asked for
 */
export const onExistingObject = (
  context: S3Context,
  action: string,
  input: ObjectInput,
  call: ApiCall,
  keys: ConditionContext = {},
): readonly Access[] => {
  requireBucket(context, input);
  const version = findVersion(context, input);
  const named = input.VersionId === undefined ? action : versionAction(action);
  const access = onObject(context, named, input, call, {
    ...existingTagKeys(version?.details.tags),
    ...keys,
  });
  const absent = !version || (version.marker && input.VersionId === undefined);
  return absent ? [access, onBucket(context, "ListBucket", input, call, {})] : [access];
};

/** `GetObjectTagging` becomes `GetObjectVersionTagging`. */
const versionAction = (action: string): string => action.replace("Object", "ObjectVersion");
