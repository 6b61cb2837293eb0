/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_EventDestinationDefinition.html */
import type { InputReader } from "../../../gateway/input-reader.ts";
import { badRequest, notSupported } from "../errors.ts";

/** Never comes: mail is neither delayed nor resent here. It is accepted, so that templates need not differ. */
const neverHappens = ["DELIVERY_DELAY"] as const;

export const eventTypes = [
  "SEND",
  "REJECT",
  "BOUNCE",
  "COMPLAINT",
  "DELIVERY",
  "RENDERING_FAILURE",
  ...neverHappens,
] as const;

export type EventType = (typeof eventTypes)[number];

const refusedTypes: Readonly<Record<string, string>> = {
  OPEN: "messages are not changed, so nobody hears of their opening.",
  CLICK: "links are not changed, so nobody hears of clicks.",
  SUBSCRIPTION: "there are no contact lists.",
};

export interface EventDestination {
  readonly name: string;
  readonly enabled: boolean;
  readonly types: readonly EventType[];
  readonly topicArn: string;
}

const typeIn = (text: string): EventType => {
  const type = eventTypes.find((known) => known === text);
  if (type) return type;
  const why = refusedTypes[text];
  if (why) throw notSupported(`events of type ${text}`, why);
  throw badRequest(`Invalid event type <${text}>. Valid values: ${eventTypes.join(", ")}`);
};

const topicIn = (definition: InputReader): string => {
  const sns = definition.optionalStructure("SnsDestination");
  if (!sns) throw badRequest("An event destination needs an SnsDestination.");
  const arn = sns.text("TopicArn", { maximum: 2_048 });
  if (!/^arn:aws:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,256}(\.fifo)?$/.test(arn))
    throw badRequest(`Invalid SNS topic ARN: ${arn}`);
  // https://docs.aws.amazon.com/ses/latest/dg/event-publishing-add-event-destination-sns.html
  if (arn.endsWith(".fifo")) throw badRequest(`SES does not publish to FIFO topics: ${arn}`);
  return arn;
};

export const destinationNameIn = (read: InputReader): string =>
  read.text("EventDestinationName", { minimum: 1, maximum: 64, pattern: "[A-Za-z0-9_-]+" });

/** `EventDestination` of an input. @throws {AwsError} for types and targets that are refused */
export const eventDestinationIn = (read: InputReader, name: string): EventDestination => {
  const definition = read.optionalStructure("EventDestination");
  if (!definition) throw badRequest("EventDestination is missing.");
  definition.refuse(
    ["KinesisFirehoseDestination", "CloudWatchDestination", "EventBridgeDestination", "PinpointDestination"],
    "events go to an SNS topic.",
  );
  const types = definition.texts("MatchingEventTypes").map(typeIn);
  if (types.length === 0) throw badRequest("MatchingEventTypes must name at least one event type.");
  const enabled = definition.optionalBoolean("Enabled") ?? false;
  return { name, enabled, types, topicArn: topicIn(definition) };
};
