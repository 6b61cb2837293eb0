import type { EventInvokeConfig } from "../../functions/function-record.ts";
import { destinationConfig } from "./destination-config.ts";
import { type Input, optionalInteger } from "./members.ts";

/** What Put and Update of an asynchronous configuration share; only what was given. */
export const eventInvokeSettings = (input: Input): Omit<EventInvokeConfig, "LastModified"> => {
  const retries = optionalInteger(input, "MaximumRetryAttempts", { minimum: 0, maximum: 2 });
  const age = optionalInteger(input, "MaximumEventAgeInSeconds", { minimum: 60, maximum: 21_600 });
  const destinations = destinationConfig(input, {
    onSuccess: ["sqs", "sns", "lambda"],
    onFailure: ["sqs", "sns", "lambda"],
  });
  return {
    ...(retries === undefined ? {} : { MaximumRetryAttempts: retries }),
    ...(age === undefined ? {} : { MaximumEventAgeInSeconds: age }),
    ...(destinations === undefined ? {} : { DestinationConfig: destinations }),
  };
};

/** https://docs.aws.amazon.com/lambda/latest/api/API_FunctionEventInvokeConfig.html */
export const eventInvokeView = (functionArn: string, config: EventInvokeConfig): object => ({
  ...config,
  FunctionArn: `${functionArn}:$LATEST`,
  DestinationConfig: { OnSuccess: {}, OnFailure: {}, ...config.DestinationConfig },
});
