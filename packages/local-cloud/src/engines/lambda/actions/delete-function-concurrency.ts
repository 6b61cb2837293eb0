import { type Action, existingFunction, onFunction } from "../context.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_DeleteFunctionConcurrency.html */
export const deleteFunctionConcurrency: Action = (context) => ({
  access: (input) => onFunction(context, "DeleteFunctionConcurrency", input),
  handle: (input) => {
    const { reservedConcurrency: _removed, ...record } = existingFunction(context, input);
    context.functions.put(record);
    return {};
  },
});
