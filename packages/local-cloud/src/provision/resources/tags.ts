import { object, type Parsed, required, text } from "./shape.ts";

export const tag = object({ Key: required(text), Value: required(text) });
export type Tags = readonly Parsed<typeof tag>[];

/** The list that most templates write, as the map that some APIs take. */
export const tagMap = (tags: Tags = []): Record<string, string> =>
  Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));

export interface TagChange {
  readonly added: Tags;
  readonly removed: string[];
}

export const tagChange = (before: Tags = [], after: Tags = []): TagChange => {
  const earlier = tagMap(before);
  const later = tagMap(after);
  return {
    added: after.filter(({ Key, Value }) => earlier[Key] !== Value),
    removed: Object.keys(earlier).filter((key) => !(key in later)),
  };
};
