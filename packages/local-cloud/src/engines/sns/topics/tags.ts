import { invalidParameter, tagLimitExceeded } from "../errors.ts";
import type { Tags } from "./topic.ts";

export interface WireTag {
  readonly Key?: string;
  readonly Value?: string;
}

const maximumTags = 50;

/** @throws `InvalidParameter` for a missing or repeated key */
export const tagsOf = (wireTags: readonly WireTag[]): Tags => {
  const tags: Record<string, string> = {};
  for (const { Key: key, Value: value = "" } of wireTags) {
    if (!key || key.length > 128) throw invalidParameter("Tag Key Reason: must have 1 to 128 characters");
    if (key in tags) throw invalidParameter("Duplicated keys are not allowed.");
    if (value.length > 256) throw invalidParameter("Tag Value Reason: must have at most 256 characters");
    tags[key] = value;
  }
  return tags;
};

/** @throws `TagLimitExceeded` */
export const requireTagQuota = (tags: Tags): Tags => {
  if (Object.keys(tags).length > maximumTags) throw tagLimitExceeded();
  return tags;
};
