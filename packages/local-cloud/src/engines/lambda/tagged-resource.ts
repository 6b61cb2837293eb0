import type { FunctionRecord } from "../../functions/function-record.ts";
import type { Mapping } from "../../functions/mappings/mapping.ts";
import type { LambdaContext } from "./context.ts";
import { resourceNotFound } from "./lambda-errors.ts";
import { type Input, text } from "./members.ts";

/** Something that has tags, and how to change them. */
export interface TaggedResource {
  readonly tags: Readonly<Record<string, string>>;
  setTags(tags: Readonly<Record<string, string>>): void;
}

/** @param input its `Resource` is the ARN of a function or of an event source mapping */
export const taggedResource = (context: LambdaContext, input: Input): TaggedResource => {
  const [, , , , , kind, id = ""] = text(input, "Resource").split(":");
  const record = kind === "function" ? context.functions.get(id) : undefined;
  if (record) return functionTags(context, record);
  const mapping = kind === "event-source-mapping" ? context.mappings.find(id) : undefined;
  if (mapping) return mappingTags(context, mapping);
  throw resourceNotFound("The resource you requested does not exist.");
};

const functionTags = (context: LambdaContext, record: FunctionRecord): TaggedResource => ({
  tags: record.tags,
  setTags: (tags) => context.functions.put({ ...record, tags }),
});

const mappingTags = (context: LambdaContext, mapping: Mapping): TaggedResource => ({
  tags: mapping.Tags,
  setTags: (tags) => context.mappings.update({ ...mapping, Tags: tags }),
});
