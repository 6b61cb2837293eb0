import { randomUUID } from "node:crypto";
import { type Action, existingFunction, onFunction } from "../context.ts";
import { codeOf } from "../function-code.ts";
import { functionView } from "../function-view.ts";
import { requireRevision } from "../revision.ts";

/**
 * Accepts new code, which changes nothing but its digest: the host of a function runs what is on its disk.
 * https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionCode.html
 */
export const updateFunctionCode: Action = (context) => ({
  access: (input) => onFunction(context, "UpdateFunctionCode", input),
  handle: (input) => {
    const record = existingFunction(context, input);
    requireRevision(input, record.configuration.RevisionId);
    const updated = {
      ...record,
      configuration: {
        ...record.configuration,
        ...codeOf(input),
        LastModified: context.now().toISOString().replace("Z", "+0000"),
        RevisionId: randomUUID(),
      },
    };
    if (input.DryRun !== true) context.functions.put(updated);
    return functionView(updated);
  },
});
