import type { Action } from "../context.ts";
import { existingMapping, onMapping } from "../mapping-access.ts";

/** Deletes a mapping once the batches in hand are done. https://docs.aws.amazon.com/lambda/latest/api/API_DeleteEventSourceMapping.html */
export const deleteEventSourceMapping: Action = (context) => ({
  access: (input) => onMapping(context, "DeleteEventSourceMapping", input),
  handle: (input) => {
    const { UUID } = existingMapping(context, input);
    context.mappings.delete(UUID);
    return context.mappings.view(UUID) ?? {};
  },
});
