/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html */
import { AwsError } from "../../../gateway/errors.ts";
import { invalidArgument } from "../errors.ts";
import type { Tag } from "../tag.ts";

const mostObjectTags = 10;
const mostBucketTags = 50;
const longestKey = 128;
const longestValue = 256;
const characters = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

const invalidTag = (message: string, fields: Record<string, string> = {}) =>
  new AwsError("InvalidTag", message, { fields });

const checkTag = ({ Key, Value }: Tag): void => {
  if (Key.length === 0 || Key.length > longestKey || !characters.test(Key))
    throw invalidTag("The TagKey you have provided is invalid", { TagKey: Key });
  if (Value.length > longestValue || !characters.test(Value))
    throw invalidTag("The TagValue you have provided is invalid", { TagKey: Key, TagValue: Value });
  if (/^aws:/i.test(Key))
    throw invalidTag("System tags cannot be added/updated by requester", { TagKey: Key });
};

const checkTags = (tags: readonly Tag[], most: number, what: string): readonly Tag[] => {
  if (tags.length > most) throw new AwsError("BadRequest", `${what} tags cannot be greater than ${most}`);
  const seen = new Set<string>();
  for (const tag of tags) {
    if (seen.has(tag.Key))
      throw invalidTag("Cannot provide multiple Tags with the same key", { TagKey: tag.Key });
    seen.add(tag.Key);
    checkTag(tag);
  }
  return tags;
};

export const objectTags = (tags: readonly Tag[]): readonly Tag[] => checkTags(tags, mostObjectTags, "Object");
export const bucketTags = (tags: readonly Tag[]): readonly Tag[] => checkTags(tags, mostBucketTags, "Bucket");

/** Tags of the header `x-amz-tagging`: parameters of a URL. @throws {AwsError} */
export const tagsOfHeader = (header: string): readonly Tag[] => {
  const tags = [...new URLSearchParams(header)].map(([Key, Value]) => ({ Key, Value }));
  if (new Set(tags.map(({ Key }) => Key)).size < tags.length || tags.some(({ Key }) => Key === ""))
    throw invalidArgument(
      "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.",
      "x-amz-tagging",
      header,
    );
  return objectTags(tags);
};
