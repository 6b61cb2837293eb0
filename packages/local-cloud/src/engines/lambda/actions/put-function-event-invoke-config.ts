import { type Action, existingFunction, onFunction } from "../context.ts";
import { eventInvokeSettings, eventInvokeView } from "../event-invoke-settings.ts";

/** Replaces the whole configuration. https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html */
export const putFunctionEventInvokeConfig: Action = (context) => ({
  access: (input) => onFunction(context, "PutFunctionEventInvokeConfig", input),
  handle: (input) => {
    const record = existingFunction(context, input);
    const config = { ...eventInvokeSettings(input), LastModified: context.now().getTime() / 1_000 };
    context.functions.put({ ...record, eventInvokeConfig: config });
    return eventInvokeView(record.configuration.FunctionArn, config);
  },
});
