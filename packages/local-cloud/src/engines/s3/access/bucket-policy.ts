/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html */
import { AwsError } from "../../../gateway/errors.ts";
import type { PolicyDocument } from "../../../iam/policy.ts";
import { PolicyError } from "../../../iam/policy-error.ts";
import { parsePolicy } from "../../../iam/policy-syntax.ts";
import type { Principal } from "../../../iam/principal.ts";
import { type Bucket, bucketArn } from "../buckets/bucket.ts";
import { isPublicPolicy } from "./public-policy.ts";

const largestPolicyBytes = 20 * 1024;

const malformed = (message: string) => new AwsError("MalformedPolicy", message);

const textsOf = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((one) => typeof one === "string");

/** A policy speaks of its own bucket and of S3 alone. */
const checkScope = (document: PolicyDocument, bucket: string): void => {
  const arn = bucketArn(bucket);
  const statements = Array.isArray(document.Statement) ? document.Statement : [document.Statement];
  for (const { Action, NotAction, Resource, NotResource } of statements) {
    for (const action of [...textsOf(Action), ...textsOf(NotAction)])
      if (action !== "*" && !/^s3:/i.test(action)) throw malformed("Policy has invalid action");
    for (const resource of [...textsOf(Resource), ...textsOf(NotResource)])
      if (resource !== arn && !resource.startsWith(`${arn}/`) && !/^(\*|arn:aws:s3:::\*)/.test(resource))
        throw malformed("Policy has invalid resource");
  }
};

const isJsonObject = (text: string): boolean => {
  try {
    return text.startsWith("{") && JSON.parse(text) !== undefined;
  } catch {
    return false;
  }
};

/**
 * @param text as it is put
 * @throws {AwsError} `MalformedPolicy`
 */
export const readBucketPolicy = (text: string, bucket: string): PolicyDocument => {
  if (!isJsonObject(text.trimStart()))
    throw malformed("Policies must be valid JSON and the first byte must be '{'");
  if (Buffer.byteLength(text) > largestPolicyBytes)
    throw malformed("Normalized policy document exceeds the maximum allowed size of 20480 bytes.");
  try {
    const document = parsePolicy(text, "resource");
    checkScope(document, bucket);
    return document;
  } catch (error) {
    if (error instanceof PolicyError) throw malformed(error.message);
    throw error;
  }
};

const documents = new WeakMap<Bucket, PolicyDocument>();

/** Documents are read once for each state of a bucket, and keep their identity. */
const documentOf = (bucket: Bucket): PolicyDocument | undefined => {
  if (bucket.policy === undefined) return undefined;
  const known = documents.get(bucket);
  if (known) return known;
  const document = readBucketPolicy(bucket.policy, bucket.name);
  documents.set(bucket, document);
  return document;
};

export const isPublic = (bucket: Bucket): boolean => {
  const document = documentOf(bucket);
  return document !== undefined && isPublicPolicy(document);
};

/** The bucket's policy as far as it counts for a caller: a public one may be restricted to the account. */
export const policyFor = (bucket: Bucket, principal: Principal): PolicyDocument | undefined => {
  const restricted = bucket.publicAccessBlock?.RestrictPublicBuckets && principal.kind === "anonymous";
  return restricted && isPublic(bucket) ? undefined : documentOf(bucket);
};
