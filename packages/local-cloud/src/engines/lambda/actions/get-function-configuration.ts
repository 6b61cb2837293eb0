import { type Action, existingFunction, onFunction } from "../context.ts";
import { functionView } from "../function-view.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConfiguration.html */
export const getFunctionConfiguration: Action = (context) => ({
  access: (input) => onFunction(context, "GetFunctionConfiguration", input),
  handle: (input) => functionView(existingFunction(context, input)),
});
