import type { LifecycleRule, LifecycleRuleFilter, Tag } from "@aws-sdk/client-s3";
import { flag, list, number, object, oneOf, type Parsed, required, text, unsupported } from "./shape.ts";
import { tag } from "./tags.ts";

const noClasses = "there is one storage class only";

const rule = object({
  Id: text,
  Status: required(oneOf("Enabled", "Disabled")),
  Prefix: text,
  TagFilters: list(tag),
  ObjectSizeGreaterThan: number,
  ObjectSizeLessThan: number,
  AbortIncompleteMultipartUpload: object({ DaysAfterInitiation: required(number) }),
  ExpirationDate: text,
  ExpirationInDays: number,
  ExpiredObjectDeleteMarker: flag,
  NoncurrentVersionExpiration: object({ NewerNoncurrentVersions: number, NoncurrentDays: required(number) }),
  NoncurrentVersionExpirationInDays: unsupported("write NoncurrentVersionExpiration"),
  NoncurrentVersionTransition: unsupported(noClasses),
  NoncurrentVersionTransitions: unsupported(noClasses),
  Transition: unsupported(noClasses),
  Transitions: unsupported(noClasses),
});

type Rule = Parsed<typeof rule>;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-lifecycleconfiguration.html */
export const lifecycleConfiguration = object({ Rules: required(list(rule)) });

const sizesOf = ({ ObjectSizeGreaterThan, ObjectSizeLessThan }: Rule) => ({
  ...(ObjectSizeGreaterThan === undefined ? {} : { ObjectSizeGreaterThan }),
  ...(ObjectSizeLessThan === undefined ? {} : { ObjectSizeLessThan }),
});

/**
 * A filter has one part, or an `And` of several.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_LifecycleRuleFilter.html
 */
const filterOf = (rule: Rule): LifecycleRuleFilter => {
  const tags: Tag[] = rule.TagFilters ?? [];
  const prefix = rule.Prefix === undefined ? {} : { Prefix: rule.Prefix };
  const plain = { ...prefix, ...sizesOf(rule) };
  const count = Object.keys(plain).length + tags.length;
  if (count > 1) return { And: { ...plain, ...(tags.length > 0 ? { Tags: tags } : {}) } };
  const [only] = tags;
  if (only) return { Tag: only };
  return count === 0 ? { Prefix: "" } : plain;
};

const expirationOf = ({
  ExpirationDate,
  ExpirationInDays,
  ExpiredObjectDeleteMarker,
}: Rule): LifecycleRule["Expiration"] => {
  const expiration = {
    ...(ExpirationDate === undefined ? {} : { Date: new Date(ExpirationDate) }),
    ...(ExpirationInDays === undefined ? {} : { Days: ExpirationInDays }),
    ...(ExpiredObjectDeleteMarker === undefined ? {} : { ExpiredObjectDeleteMarker }),
  };
  return Object.keys(expiration).length > 0 ? expiration : undefined;
};

/** The same in the words of S3's own API. */
export const lifecycleRules = ({ Rules }: Parsed<typeof lifecycleConfiguration>): LifecycleRule[] =>
  Rules.map((rule) => ({
    ID: rule.Id,
    Status: rule.Status,
    Filter: filterOf(rule),
    Expiration: expirationOf(rule),
    AbortIncompleteMultipartUpload: rule.AbortIncompleteMultipartUpload,
    NoncurrentVersionExpiration: rule.NoncurrentVersionExpiration,
  }));
