import { randomUUID } from "node:crypto";
import { type Action, existingFunction, onFunction } from "../context.ts";
import { functionSettings } from "../function-settings.ts";
import { functionView } from "../function-view.ts";
import { requireRevision } from "../revision.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionConfiguration.html */
export const updateFunctionConfiguration: Action = (context) => ({
  access: (input) => {
    const access = onFunction(context, "UpdateFunctionConfiguration", input);
    if (typeof input.Role !== "string") return access;
    return [
      ...access,
      {
        action: "iam:PassRole",
        resources: [input.Role],
        context: { "iam:PassedToService": "lambda.amazonaws.com" },
      },
    ];
  },
  handle: (input) => {
    const record = existingFunction(context, input);
    requireRevision(input, record.configuration.RevisionId);
    const updated = {
      ...record,
      configuration: {
        ...record.configuration,
        ...functionSettings(input),
        LastModified: context.now().toISOString().replace("Z", "+0000"),
        RevisionId: randomUUID(),
      },
    };
    context.functions.put(updated);
    return functionView(updated);
  },
});
