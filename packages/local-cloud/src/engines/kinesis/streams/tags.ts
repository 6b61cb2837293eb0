import { constraintViolation, invalidArgument, wrongType } from "../errors.ts";

export type Tags = Readonly<Record<string, string>>;

/** https://docs.aws.amazon.com/streams/latest/dev/tagging.html */
const mostTags = 50;

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** @throws {AwsError} for what is no map of tags, or breaks the rules of tags */
export const tagsOf = (value: unknown): Tags => {
  if (value === undefined || value === null) return {};
  if (!isMap(value)) throw wrongType("Tags must be a map");
  return Object.fromEntries(
    Object.entries(value).map(([key, text]) => {
      if (typeof text !== "string") throw wrongType("The values of Tags must be strings");
      if (key.length < 1 || key.length > 128 || text.length > 256)
        throw constraintViolation(
          `'${key}'`,
          "tags",
          "Map keys must have length between 1 and 128, map values at most 256",
        );
      return [key, text];
    }),
  );
};

/** @throws {AwsError} `InvalidArgumentException` when there would be too many */
export const withTags = (before: Tags, added: Tags, streamName: string): Tags => {
  const tags = { ...before, ...added };
  if (Object.keys(tags).length > mostTags)
    throw invalidArgument(
      `Failed to add tags to stream ${streamName} because a given stream cannot have more than ${mostTags} tags associated with it.`,
    );
  return tags;
};

export const withoutTags = (before: Tags, keys: readonly string[]): Tags =>
  Object.fromEntries(Object.entries(before).filter(([key]) => !keys.includes(key)));

/** Sorted by key. */
export const tagList = (tags: Tags): readonly { Key: string; Value: string }[] =>
  Object.entries(tags)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([Key, Value]) => ({ Key, Value }));
