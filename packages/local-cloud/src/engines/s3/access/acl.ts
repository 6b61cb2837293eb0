/** Access lists are those of the owner: https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html */
import { AwsError } from "../../../gateway/errors.ts";
import type { Bucket } from "../buckets/bucket.ts";
import { accessDenied, notImplemented } from "../errors.ts";

const notSupported = () => new AwsError("AccessControlListNotSupported", "The bucket does not allow ACLs");

const isPublicAcl = (acl: string): boolean =>
  /^(public-read|public-read-write|authenticated-read)$/.test(acl);

/** With the owner enforced, which is the rule, access is a matter of policies alone. */
export const checkAcl = (input: object, bucket: Bucket): void => {
  const grants = Object.keys(input).filter((member) => member.startsWith("Grant"));
  const acl = "ACL" in input && typeof input.ACL === "string" ? input.ACL : undefined;
  if (acl === undefined && grants.length === 0) return;
  if (acl !== undefined && isPublicAcl(acl) && bucket.publicAccessBlock?.BlockPublicAcls)
    throw accessDenied();
  const enforced = bucket.ownership === "BucketOwnerEnforced";
  if (acl === "bucket-owner-full-control" || (acl === "private" && !enforced)) return;
  if (enforced) throw notSupported();
  throw notImplemented(acl === undefined ? "x-amz-grant-*" : `x-amz-acl: ${acl}`);
};

/** A list that is put on its own may only say what is so already. */
export const checkPutAcl = (input: object, bucket: Bucket): void => {
  if (bucket.ownership === "BucketOwnerEnforced") throw notSupported();
  if (!("ACL" in input)) throw notImplemented("AccessControlPolicy");
  checkAcl(input, bucket);
};
