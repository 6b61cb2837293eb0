/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html */
import { AwsError } from "../../../gateway/errors.ts";
import { invalidArgument } from "../errors.ts";
import type { Tag } from "../tag.ts";

const longestKey = 128;
const longestValue = 256;
const characters = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

const invalidTag = (message: string, fields: Record<string, string> = {}) =>
  new AwsError("InvalidTag", message, { fields });

/** Whose tags they are decides how many there may be, and in which words those of AWS are refused. */
interface Owner {
  readonly what: string;
  readonly most: number;
  readonly ofAws: string;
}

const ofObject: Owner = { what: "Object", most: 10, ofAws: "Your TagKey cannot be prefixed with aws:" };
const ofBucket: Owner = {
  what: "Bucket",
  most: 50,
  ofAws: "System tags cannot be added/updated by requester",
};

const ofNewBucket: Owner = {
  ...ofBucket,
  ofAws:
    'User-defined tag keys can\'t start with "aws:". This prefix is reserved for system tags. Remove "aws:" from your tag keys and try again.',
};

const checkTag = ({ Key, Value }: Tag, { ofAws }: Owner): void => {
  if (Key.length === 0 || Key.length > longestKey || !characters.test(Key))
    throw invalidTag("The TagKey you have provided is invalid", { TagKey: Key });
  if (Value.length > longestValue || !characters.test(Value))
    throw invalidTag("The TagValue you have provided is invalid", { TagKey: Key, TagValue: Value });
  if (/^aws:/i.test(Key)) throw invalidTag(ofAws, { TagKey: Key });
};

const checkTags = (tags: readonly Tag[], owner: Owner): readonly Tag[] => {
  if (tags.length > owner.most)
    throw new AwsError("BadRequest", `${owner.what} tags cannot be greater than ${owner.most}`);
  const seen = new Set<string>();
  for (const tag of tags) {
    if (seen.has(tag.Key))
      throw invalidTag("Cannot provide multiple Tags with the same key", { TagKey: tag.Key });
    seen.add(tag.Key);
    checkTag(tag, owner);
  }
  return tags;
};

export const objectTags = (tags: readonly Tag[]): readonly Tag[] => checkTags(tags, ofObject);
export const bucketTags = (tags: readonly Tag[]): readonly Tag[] => checkTags(tags, ofBucket);
export const newBucketTags = (tags: readonly Tag[]): readonly Tag[] => checkTags(tags, ofNewBucket);

/** Tags of the header `x-amz-tagging`: parameters of a URL. @throws {AwsError} */
export const tagsOfHeader = (header: string): readonly Tag[] => {
  const tags = [...new URLSearchParams(header)].map(([Key, Value]) => ({ Key, Value }));
  const repeats = new Set(tags.map(({ Key }) => Key)).size < tags.length;
  if (repeats || tags.some(({ Key, Value }) => Key === "" || !characters.test(Key + Value)))
    throw invalidArgument(
      "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.",
      "x-amz-tagging",
      header,
    );
  return objectTags(tags);
};
