import type { InputReader } from "../../gateway/input-reader.ts";
import type { SesContext } from "./context.ts";
import { notFound } from "./errors.ts";
import { type Resource, resourceIn, setTags, tagsOf } from "./resources.ts";
import type { Tags } from "./tags.ts";

const arnIn = (read: InputReader): string => read.text("ResourceArn", { minimum: 1, maximum: 1_011 });

const resourceNotFound = (arn: string) => notFound(`Resource ${arn} does not exist.`);

/** The resource that `ResourceArn` names. @throws {AwsError} for what SES cannot have here */
export const taggedResource = (read: InputReader, context: SesContext): Resource => {
  const arn = arnIn(read);
  const resource = resourceIn(context, arn);
  if (!resource) throw resourceNotFound(arn);
  return resource;
};

/** What operations on tags need. */
export const onTaggedResource = (read: InputReader, context: SesContext) => ({
  resources: [taggedResource(read, context)],
});

/** @throws {AwsError} when the resource is not there */
export const changeTags = (read: InputReader, context: SesContext, change: (tags: Tags) => Tags): void => {
  const resource = taggedResource(read, context);
  if (!setTags(context, resource, change(tagsOf(context, resource)))) throw resourceNotFound(arnIn(read));
};
