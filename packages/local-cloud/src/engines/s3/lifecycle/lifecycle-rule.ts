/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html */
import { randomUUID } from "node:crypto";
import { malformedXml } from "../../../gateway/protocols/xml-shape.ts";
import { invalidArgument, invalidRequest } from "../errors.ts";
import type { Version } from "../objects/version.ts";
import type { Tag } from "../tag.ts";

interface FilterParts {
  readonly Prefix?: string | undefined;
  readonly ObjectSizeGreaterThan?: number | undefined;
  readonly ObjectSizeLessThan?: number | undefined;
}

export interface LifecycleFilter extends FilterParts {
  readonly Tag?: Tag | undefined;
  readonly And?: (FilterParts & { readonly Tags?: readonly Tag[] | undefined }) | undefined;
}

export interface Transition {
  readonly Days?: number | undefined;
  readonly Date?: string | undefined;
  readonly StorageClass?: string | undefined;
}

export interface NoncurrentTransition {
  readonly NoncurrentDays?: number | undefined;
  readonly NewerNoncurrentVersions?: number | undefined;
  readonly StorageClass?: string | undefined;
}

export interface LifecycleRule {
  readonly ID?: string | undefined;
  readonly Status: "Enabled" | "Disabled";
  readonly Filter?: LifecycleFilter | undefined;
  /** The older form of a filter. */
  readonly Prefix?: string | undefined;
  readonly Expiration?:
    | {
        readonly Days?: number | undefined;
        /** ISO 8601, midnight UTC. */
        readonly Date?: string | undefined;
        readonly ExpiredObjectDeleteMarker?: boolean | undefined;
      }
    | undefined;
  readonly NoncurrentVersionExpiration?:
    | { readonly NoncurrentDays?: number | undefined; readonly NewerNoncurrentVersions?: number | undefined }
    | undefined;
  readonly AbortIncompleteMultipartUpload?: { readonly DaysAfterInitiation?: number | undefined } | undefined;
  /** Kept, and without effect: storage classes are all the same here. */
  readonly Transitions?: readonly Transition[] | undefined;
  readonly NoncurrentVersionTransitions?: readonly NoncurrentTransition[] | undefined;
}

const mostRules = 1_000;
const longestId = 255;

const isPositive = (days: number | undefined): boolean => days === undefined || days > 0;

const checkRule = (rule: LifecycleRule): void => {
  const { Expiration, NoncurrentVersionExpiration, AbortIncompleteMultipartUpload } = rule;
  if ((rule.Filter === undefined) === (rule.Prefix === undefined)) throw malformedXml();
  const filters = Object.values(rule.Filter ?? {}).filter((value) => value !== undefined);
  if (filters.length > 1) throw malformedXml();
  const tagKeys = (rule.Filter?.And?.Tags ?? []).map(({ Key }) => Key);
  if (new Set(tagKeys).size < tagKeys.length) throw invalidRequest("Duplicate Tag Keys are not allowed.");
  if (
    NoncurrentVersionExpiration &&
    Object.values(NoncurrentVersionExpiration).every((one) => one === undefined)
  )
    throw malformedXml();
  if (
    !Expiration &&
    !NoncurrentVersionExpiration &&
    !AbortIncompleteMultipartUpload &&
    !rule.Transitions &&
    !rule.NoncurrentVersionTransitions
  )
    throw invalidRequest("At least one action needs to be specified in a rule");
  if ((rule.ID ?? "").length > longestId)
    throw invalidArgument(`ID length should not exceed allowed limit of ${longestId}`, "ID");
  if (Expiration) {
    const kinds = Object.values(Expiration).filter((value) => value !== undefined);
    if (kinds.length !== 1) throw malformedXml();
    if (!isPositive(Expiration.Days))
      throw invalidArgument("'Days' for Expiration action must be a positive integer");
    const time = Expiration.Date === undefined ? 0 : Date.parse(Expiration.Date);
    if (Number.isNaN(time) || time % 86_400_000 !== 0)
      throw invalidArgument("'Date' must be at midnight GMT", "Date", Expiration.Date);
    const tagged = rule.Filter?.Tag ?? rule.Filter?.And?.Tags;
    if (Expiration.ExpiredObjectDeleteMarker !== undefined && tagged)
      throw invalidRequest("Tag-based filter cannot be used with ExpiredObjectDeleteMarker");
  }
  if (!isPositive(NoncurrentVersionExpiration?.NoncurrentDays))
    throw invalidArgument(
      "'NoncurrentDays' for NoncurrentVersionExpiration action must be a positive integer",
    );
  if (!isPositive(AbortIncompleteMultipartUpload?.DaysAfterInitiation))
    throw invalidArgument(
      "'DaysAfterInitiation' for AbortIncompleteMultipartUpload action must be a positive integer",
    );
};

/** @returns the rules, each with an id. @throws {AwsError} */
export const checkLifecycle = (rules: readonly LifecycleRule[]): readonly LifecycleRule[] => {
  if (rules.length === 0 || rules.length > mostRules) throw malformedXml();
  const ids = rules.map(({ ID }) => ID).filter((id) => id !== undefined);
  if (new Set(ids).size < ids.length)
    throw invalidArgument("Rule ID must be unique. Found same ID for more than one rule");
  for (const rule of rules) checkRule(rule);
  return rules.map((rule) => ({ ...rule, ID: rule.ID || randomUUID() }));
};

const transitionSizes = ["all_storage_classes_128K", "varies_by_storage_class"] as const;
/** From which size on objects move, unless a rule says. Kept, and without effect, as transitions are. */
export type TransitionSize = (typeof transitionSizes)[number];

/** @throws {AwsError} `InvalidRequest` */
export const transitionSizeOf = (name: string = transitionSizes[0]): TransitionSize => {
  const found = transitionSizes.find((one) => one === name);
  if (!found) throw invalidRequest(`Invalid TransitionDefaultMinimumObjectSize found: ${name}`);
  return found;
};

export const prefixOf = ({ Filter, Prefix }: LifecycleRule): string =>
  Prefix ?? Filter?.Prefix ?? Filter?.And?.Prefix ?? "";

export const appliesTo = (rule: LifecycleRule, { key, size, details }: Version): boolean => {
  const { Filter } = rule;
  const parts: FilterParts = Filter?.And ?? Filter ?? {};
  const wanted = Filter?.And?.Tags ?? (Filter?.Tag ? [Filter.Tag] : []);
  const has = ({ Key, Value }: Tag) =>
    (details.tags ?? []).some((tag) => tag.Key === Key && tag.Value === Value);
  return (
    rule.Status === "Enabled" &&
    key.startsWith(prefixOf(rule)) &&
    size > (parts.ObjectSizeGreaterThan ?? -1) &&
    size < (parts.ObjectSizeLessThan ?? Number.POSITIVE_INFINITY) &&
    wanted.every(has)
  );
};

const dayMs = 86_400_000;

/**
 * Whole days count from the midnight after.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html#intro-lifecycle-rules-number-of-days
 */
export const dueAfterDays = (since: number, days: number): number =>
  Math.ceil((since + days * dayMs) / dayMs) * dayMs;

/** When a rule ends an object, in epoch milliseconds. */
export const expiryOf = ({ Expiration }: LifecycleRule, { modifiedAt }: Version): number | undefined => {
  if (Expiration?.Date !== undefined) return Date.parse(Expiration.Date);
  return Expiration?.Days === undefined ? undefined : dueAfterDays(modifiedAt, Expiration.Days);
};

/** The header `x-amz-expiration` of an object; old versions have none. */
export const expirationHeader = (
  rules: readonly LifecycleRule[] | undefined,
  version: Version,
): string | undefined => {
  if (!version.latest) return undefined;
  const due = (rules ?? [])
    .filter((rule) => appliesTo(rule, version))
    .flatMap((rule) => {
      const at = expiryOf(rule, version);
      return at === undefined ? [] : [{ at, id: rule.ID ?? "" }];
    })
    .sort((one, other) => one.at - other.at)[0];
  if (!due) return undefined;
  return `expiry-date="${new Date(due.at).toUTCString()}", rule-id="${encodeURIComponent(due.id)}"`;
};
