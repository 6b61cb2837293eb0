import { type Action, existingFunction, onFunction } from "../context.ts";
import { eventInvokeSettings, eventInvokeView } from "../event-invoke-settings.ts";

/** Changes what is given, keeps the rest. https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionEventInvokeConfig.html */
export const updateFunctionEventInvokeConfig: Action = (context) => ({
  access: (input) => onFunction(context, "UpdateFunctionEventInvokeConfig", input),
  handle: (input) => {
    const record = existingFunction(context, input);
    const config = {
      ...record.eventInvokeConfig,
      ...eventInvokeSettings(input),
      LastModified: context.now().getTime() / 1_000,
    };
    context.functions.put({ ...record, eventInvokeConfig: config });
    return eventInvokeView(record.configuration.FunctionArn, config);
  },
});
