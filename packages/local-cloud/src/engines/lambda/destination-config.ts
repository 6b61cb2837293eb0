import type { DestinationService } from "../../functions/destinations.ts";
import type { DestinationConfig } from "../../functions/function-record.ts";
import { invalidParameter, unsupported } from "./lambda-errors.ts";
import { type Input, optionalObject, optionalText } from "./members.ts";

const arnPattern = /^arn:aws[a-zA-Z-]*:([a-z0-9-]+):([a-z0-9-]*):(\d{12})?:(.+)$/;

/** @throws {AwsError} when it is no ARN of a service that can be sent to */
export const destinationArn = (arn: string, allowed: readonly DestinationService[]): string => {
  const service = arnPattern.exec(arn)?.[1];
  if (service === undefined)
    throw invalidParameter(`The provided destination config DestinationArn ${arn} is invalid.`);
  if (!allowed.some((one) => one === service))
    throw unsupported(`${service} as a destination here`, `Choose one of: ${allowed.join(", ")}.`);
  if (arn.endsWith(".fifo"))
    throw invalidParameter(
      `The destination ARN ${arn} is invalid: FIFO queues and topics cannot be destinations.`,
    );
  return arn;
};

/** https://docs.aws.amazon.com/lambda/latest/api/API_DestinationConfig.html */
export const destinationConfig = (
  input: Input,
  sides: {
    onSuccess: readonly DestinationService[];
    onFailure: readonly DestinationService[];
  },
): DestinationConfig | undefined => {
  const config = optionalObject(input, "DestinationConfig");
  if (!config) return undefined;
  const success = destination(config, "OnSuccess", sides.onSuccess);
  const failure = destination(config, "OnFailure", sides.onFailure);
  return { ...(success ? { OnSuccess: success } : {}), ...(failure ? { OnFailure: failure } : {}) };
};

const destination = (config: Input, side: string, allowed: readonly DestinationService[]) => {
  const given = optionalObject(config, side);
  const arn = given && optionalText(given, "Destination");
  if (!arn) return undefined;
  if (allowed.length === 0)
    throw invalidParameter(`${side} destination is not supported for this event source.`);
  return { Destination: destinationArn(arn, allowed) };
};
