import { type Action, existingFunction, onFunction } from "../context.ts";
import { functionView } from "../function-view.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html */
export const getFunction: Action = (context) => ({
  access: (input) => onFunction(context, "GetFunction", input),
  handle: (input) => {
    const record = existingFunction(context, input);
    return {
      Configuration: functionView(record),
      // Where the code runs takes the place of where it could be downloaded.
      Code: {
        RepositoryType: "Local",
        Location: context.hosts.announced(record.configuration.FunctionName)?.invokeUrl ?? "",
      },
      ...(Object.keys(record.tags).length > 0 ? { Tags: record.tags } : {}),
      ...(record.reservedConcurrency === undefined
        ? {}
        : { Concurrency: { ReservedConcurrentExecutions: record.reservedConcurrency } }),
    };
  },
});
