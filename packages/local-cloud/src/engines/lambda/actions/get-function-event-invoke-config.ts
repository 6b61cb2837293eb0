import { type Action, existingFunction, onFunction } from "../context.ts";
import { eventInvokeView } from "../event-invoke-settings.ts";
import { resourceNotFound } from "../lambda-errors.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionEventInvokeConfig.html */
export const getFunctionEventInvokeConfig: Action = (context) => ({
  access: (input) => onFunction(context, "GetFunctionEventInvokeConfig", input),
  handle: (input) => {
    const { configuration, eventInvokeConfig } = existingFunction(context, input);
    if (!eventInvokeConfig)
      throw resourceNotFound(
        `The function ${configuration.FunctionArn}:$LATEST doesn't have an EventInvokeConfig`,
      );
    return eventInvokeView(configuration.FunctionArn, eventInvokeConfig);
  },
});
