import type { Operation } from "../../../gateway/engine.ts";
import { tableAccess } from "../access/table-access.ts";
import { ask, type Backend } from "../backend.ts";
import { existingTable, notFound } from "./resource-arn.ts";

interface TagInput {
  readonly ResourceArn: string;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Tagging.html */
export const tagOperation = (
  backend: Backend,
  operation: "TagResource" | "UntagResource" | "ListTagsOfResource",
): Operation<TagInput> => ({
  access: (input) => [tableAccess(backend, operation, backend.arns.tableOf(input.ResourceArn))],
  handle: (input) => {
    if (!existingTable(backend, input.ResourceArn)) throw notFound(input.ResourceArn);
    return ask(backend, operation, input);
  },
});
