import { type Action, existingFunction, onFunction } from "../context.ts";
import { constraintViolation } from "../lambda-errors.ts";
import { optionalInteger } from "../members.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionConcurrency.html */
export const putFunctionConcurrency: Action = (context) => ({
  access: (input) => onFunction(context, "PutFunctionConcurrency", input),
  handle: (input) => {
    const record = existingFunction(context, input);
    const reserved = optionalInteger(input, "ReservedConcurrentExecutions", { minimum: 0, maximum: 900 });
    if (reserved === undefined)
      throw constraintViolation("ReservedConcurrentExecutions", undefined, "Member must not be null");
    context.functions.put({ ...record, reservedConcurrency: reserved });
    return { ReservedConcurrentExecutions: reserved };
  },
});
