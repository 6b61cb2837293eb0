import { type Action, existingFunction, onFunction } from "../context.ts";
import { resourceNotFound } from "../lambda-errors.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_DeleteFunctionEventInvokeConfig.html */
export const deleteFunctionEventInvokeConfig: Action = (context) => ({
  access: (input) => onFunction(context, "DeleteFunctionEventInvokeConfig", input),
  handle: (input) => {
    const { eventInvokeConfig, ...record } = existingFunction(context, input);
    if (!eventInvokeConfig)
      throw resourceNotFound(
        `The function ${record.configuration.FunctionArn}:$LATEST doesn't have an EventInvokeConfig`,
      );
    context.functions.put(record);
    return {};
  },
});
