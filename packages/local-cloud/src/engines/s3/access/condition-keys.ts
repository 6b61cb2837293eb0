/** Condition keys of S3: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html#amazons3-policy-keys */
import type { ApiCall } from "../../../gateway/engine.ts";
import type { ConditionContext } from "../../../iam/policy.ts";
import type { Tag } from "../tag.ts";

/** Members of inputs that are condition keys as they are. */
const keys: Readonly<Record<string, string>> = {
  ACL: "s3:x-amz-acl",
  CopySource: "s3:x-amz-copy-source",
  Delimiter: "s3:delimiter",
  GrantFullControl: "s3:x-amz-grant-full-control",
  GrantRead: "s3:x-amz-grant-read",
  GrantReadACP: "s3:x-amz-grant-read-acp",
  GrantWrite: "s3:x-amz-grant-write",
  GrantWriteACP: "s3:x-amz-grant-write-acp",
  IfMatch: "s3:if-match",
  IfNoneMatch: "s3:if-none-match",
  MaxKeys: "s3:max-keys",
  MetadataDirective: "s3:x-amz-metadata-directive",
  ObjectOwnership: "s3:x-amz-object-ownership",
  Prefix: "s3:prefix",
  SSEKMSKeyId: "s3:x-amz-server-side-encryption-aws-kms-key-id",
  ServerSideEncryption: "s3:x-amz-server-side-encryption",
  StorageClass: "s3:x-amz-storage-class",
  VersionId: "s3:versionid",
  WebsiteRedirectLocation: "s3:x-amz-website-redirect-location",
};

export const inputKeys = (input: object): ConditionContext =>
  Object.fromEntries(
    Object.entries(input).flatMap(([member, value]) => {
      const key = Object.hasOwn(keys, member) ? keys[member] : undefined;
      return key === undefined || value === undefined ? [] : [[key, String(value)]];
    }),
  );

export const requestTagKeys = (tags: readonly Tag[] | undefined): ConditionContext =>
  tags
    ? {
        ...Object.fromEntries(tags.map(({ Key, Value }) => [`s3:RequestObjectTag/${Key}`, Value])),
        "s3:RequestObjectTagKeys": tags.map(({ Key }) => Key),
      }
    : {};

export const existingTagKeys = (tags: readonly Tag[] | undefined): ConditionContext =>
  Object.fromEntries((tags ?? []).map(({ Key, Value }) => [`s3:ExistingObjectTag/${Key}`, Value]));

const signedAt = /[?&]X-Amz-Date=(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/;

const signatureAge = (url: string, now: number): ConditionContext => {
  const [, year, month, day, hour, minute, second] = signedAt.exec(url) ?? [];
  if (year === undefined) return {};
  const at = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  );
  return { "s3:signatureAge": String(now - at) };
};

const authTypeOf = (operation: string, url: string): string => {
  if (operation === "PostObject") return "POST";
  return signedAt.test(url) ? "REST-QUERY-STRING" : "REST-HEADER";
};

/** How the request was signed. */
export const requestKeys = (
  { raw, operation, principal, accountId }: ApiCall,
  now: number,
): ConditionContext => {
  const owner = { "s3:ResourceAccount": accountId, "aws:ResourceAccount": accountId };
  if (!raw || principal.kind === "anonymous") return owner;
  const hash = raw.headers["x-amz-content-sha256"];
  return {
    ...owner,
    "s3:authType": authTypeOf(operation, raw.url),
    "s3:signatureversion": "AWS4-HMAC-SHA256",
    ...(typeof hash === "string" ? { "s3:x-amz-content-sha256": hash } : {}),
    ...signatureAge(raw.url, now),
  };
};
