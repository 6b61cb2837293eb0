import { type Action, existingFunction, onFunction } from "../context.ts";

/**
 * Forgets a function. Its mappings stay and report that it is missing, as on AWS; events queued for it are dropped.
 * https://docs.aws.amazon.com/lambda/latest/api/API_DeleteFunction.html
 */
export const deleteFunction: Action = (context) => ({
  access: (input) => onFunction(context, "DeleteFunction", input),
  handle: (input) => {
    context.functions.delete(existingFunction(context, input).configuration.FunctionName);
    return {};
  },
});
