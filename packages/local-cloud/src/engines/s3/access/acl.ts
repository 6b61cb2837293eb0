/** Access lists are those of the owner: https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html */
import type { ApiCall } from "../../../gateway/engine.ts";
import { AwsError } from "../../../gateway/errors.ts";
import type { Bucket } from "../buckets/bucket.ts";
import { accessDenied, invalidArgument, invalidRequest, notImplemented } from "../errors.ts";

const notSupported = () => new AwsError("AccessControlListNotSupported", "The bucket does not allow ACLs");

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl */
const cannedAcls = [
  "private",
  "public-read",
  "public-read-write",
  "authenticated-read",
  "aws-exec-read",
  "bucket-owner-read",
  "bucket-owner-full-control",
  "log-delivery-write",
];
/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#specifying-grantee-predefined-groups */
const groups = ["global/AllUsers", "global/AuthenticatedUsers", "s3/LogDelivery"].map(
  (name) => `http://acs.amazonaws.com/groups/${name}`,
);

const grantHeaders = {
  GrantFullControl: "x-amz-grant-full-control",
  GrantRead: "x-amz-grant-read",
  GrantReadACP: "x-amz-grant-read-acp",
  GrantWrite: "x-amz-grant-write",
  GrantWriteACP: "x-amz-grant-write-acp",
} as const;

export type AclInput = { readonly [Member in "ACL" | keyof typeof grantHeaders]?: string | undefined };

/** `id="...", uri="..."` */
const checkGrant = (header: string, value: string): void => {
  for (const one of value.split(",")) {
    const { kind, named = "" } =
      /^\s*(?<kind>id|uri|emailAddress)="?(?<named>[^"]*)"?\s*$/.exec(one)?.groups ?? {};
    if (kind === undefined) throw invalidArgument("Argument format not recognized", header, value);
    if (kind === "uri" && !groups.includes(named)) throw invalidArgument("Invalid group uri", kind, named);
    if (kind === "id" && !/^[0-9a-f]{64}$/.test(named)) throw invalidArgument("Invalid id", kind, named);
  }
};

/** @returns whether anything is said at all. @throws {AwsError} for what nobody can read */
const readAcl = (input: AclInput): boolean => {
  const grants = Object.entries(grantHeaders).flatMap(([member, header]) => {
    const value = input[member as keyof typeof grantHeaders];
    return value === undefined ? [] : [{ header, value }];
  });
  if (input.ACL !== undefined && grants.length > 0)
    throw invalidRequest("Specifying both Canned ACLs and Header Grants is not allowed");
  // S3 has no words for this one.
  if (input.ACL !== undefined && !cannedAcls.includes(input.ACL))
    throw invalidArgument("", "x-amz-acl", input.ACL);
  for (const { header, value } of grants) checkGrant(header, value);
  return input.ACL !== undefined || grants.length > 0;
};

const isPublicAcl = (acl: string): boolean =>
  /^(public-read|public-read-write|authenticated-read)$/.test(acl);

/** With the owner enforced, which is the rule, access is a matter of policies alone. */
export const checkAcl = (input: AclInput, bucket: Bucket): void => {
  if (!readAcl(input)) return;
  const { ACL: acl } = input;
  if (acl !== undefined && isPublicAcl(acl) && bucket.publicAccessBlock?.BlockPublicAcls)
    throw accessDenied();
  const enforced = bucket.ownership === "BucketOwnerEnforced";
  if (acl === "bucket-owner-full-control" || (acl === "private" && !enforced)) return;
  if (enforced) throw notSupported();
  throw notImplemented(acl === undefined ? "x-amz-grant-*" : `x-amz-acl: ${acl}`);
};

/** A list that is put on its own may only say what is so already. */
export const checkPutAcl = (input: AclInput, bucket: Bucket, { raw }: ApiCall): void => {
  const said = readAcl(input);
  const hasDocument = Number(raw?.headers["content-length"] ?? 0) > 0;
  if (said && hasDocument) throw new AwsError("UnexpectedContent", "This request does not support content");
  if (!said && !hasDocument)
    throw new AwsError("MissingSecurityHeader", "Your request was missing a required header", {
      fields: { MissingHeaderName: "x-amz-acl" },
    });
  if (bucket.ownership === "BucketOwnerEnforced") throw notSupported();
  if (!said) throw notImplemented("AccessControlPolicy");
  checkAcl(input, bucket);
};
