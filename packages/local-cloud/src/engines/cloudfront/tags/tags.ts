import type { Access, ApiCall } from "../../../gateway/engine.ts";
import { arnOf, type CloudFrontContext } from "../context.ts";
import { absent, invalidArgument } from "../errors.ts";
import type { TagsDocument } from "../wire/tags.ts";

export interface ResourceInput {
  readonly Resource: string;
}

export const accessToTags = ({ Resource }: ResourceInput, call: ApiCall): readonly Access[] => [
  { action: `cloudfront:${call.operation}`, resources: [Resource] },
];

/**
 * Distributions are what can be tagged.
 *
 * @returns the id of the distribution
 * @throws {AwsError} when the ARN names none
 */
export const taggedId = (context: CloudFrontContext, { Resource }: ResourceInput): string => {
  const prefix = arnOf(context, "distribution/");
  const id = Resource.startsWith(prefix) ? Resource.slice(prefix.length) : undefined;
  if (id === undefined || !context.stores.distributions.get(id)) throw absent("NoSuchResource", "resource");
  return id;
};

export const tagsOf = ({ stores }: CloudFrontContext, id: string): Readonly<Record<string, string>> =>
  stores.tags.get(id)?.tags ?? {};

export const tagMapOf = ({ Items = [] }: TagsDocument): Record<string, string> => {
  // https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_Tag.html
  const wrong = Items.find(({ Key, Value = "" }) => Key === "" || Key.length > 128 || Value.length > 256);
  if (wrong) throw invalidArgument(`The tag ${wrong.Key} has a key or a value that is too long or empty.`);
  return Object.fromEntries(Items.map(({ Key, Value = "" }) => [Key, Value]));
};

/** @throws {AwsError} when there are more than AWS allows */
export const saveTags = (
  { stores }: CloudFrontContext,
  id: string,
  tags: Readonly<Record<string, string>>,
): void => {
  if (Object.keys(tags).length > 50) throw invalidArgument("A resource has 50 tags at most.");
  stores.tags.put(id, { tags });
};
