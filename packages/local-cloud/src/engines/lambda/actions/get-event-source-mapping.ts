import type { Action } from "../context.ts";
import { mappingNotFound, onMapping } from "../mapping-access.ts";
import { text } from "../members.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetEventSourceMapping.html */
export const getEventSourceMapping: Action = (context) => ({
  access: (input) => onMapping(context, "GetEventSourceMapping", input),
  handle: (input) => {
    const view = context.mappings.view(text(input, "UUID"));
    if (!view) throw mappingNotFound();
    return view;
  },
});
