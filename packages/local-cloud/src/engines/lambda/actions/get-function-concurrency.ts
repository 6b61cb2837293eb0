import { type Action, existingFunction, onFunction } from "../context.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConcurrency.html */
export const getFunctionConcurrency: Action = (context) => ({
  access: (input) => onFunction(context, "GetFunctionConcurrency", input),
  handle: (input) => {
    const { reservedConcurrency } = existingFunction(context, input);
    return reservedConcurrency === undefined ? {} : { ReservedConcurrentExecutions: reservedConcurrency };
  },
});
