import type { EventDestinationDefinition, EventType } from "@aws-sdk/client-sesv2";
import { TemplateError } from "../errors.ts";
import { unlessAbsent } from "./absent.ts";
import { immutable, mutable, type Properties } from "./property-rules.ts";
import { defineResource, type ResourceContext } from "./resource-type.ts";
import { flag, list, object, required, type Shape, text } from "./shape.ts";

/** CloudFormation has kept the names that API v1 gave the types of events. */
const eventTypes: Readonly<Record<string, EventType>> = {
  send: "SEND",
  reject: "REJECT",
  bounce: "BOUNCE",
  complaint: "COMPLAINT",
  delivery: "DELIVERY",
  open: "OPEN",
  click: "CLICK",
  renderingFailure: "RENDERING_FAILURE",
  deliveryDelay: "DELIVERY_DELAY",
  subscription: "SUBSCRIPTION",
};

/** Those of API v2 are understood, too. */
const eventType: Shape<EventType> = {
  parse: (value, path) => {
    const name = String(value);
    const known = eventTypes[name] ?? Object.values(eventTypes).find((type) => type === name);
    if (known) return known;
    throw new TemplateError(`${path} must be one of ${Object.keys(eventTypes).join(", ")}, but is ${name}`);
  },
};

const onlySns: Shape<never> = {
  parse: (_value, path) => {
    throw new TemplateError(`${path} is not supported: events go to an SNS topic (SnsDestination)`);
  },
};

const properties = {
  ConfigurationSetName: immutable(required(text)),
  EventDestination: mutable(
    required(
      object({
        Name: text,
        Enabled: flag,
        MatchingEventTypes: required(list(eventType)),
        SnsDestination: required(object({ TopicARN: required(text) })),
        CloudWatchDestination: onlySns,
        EventBridgeDestination: onlySns,
        KinesisFirehoseDestination: onlySns,
      }),
    ),
  ),
} as const;

type Destination = Properties<typeof properties>;

const nameOf = ({ EventDestination }: Destination, context: ResourceContext): string =>
  EventDestination.Name ?? context.generatedName(64);

const definitionOf = ({ EventDestination }: Destination): EventDestinationDefinition => ({
  // As AWS has it: a destination that does not say so is silent.
  Enabled: EventDestination.Enabled ?? false,
  MatchingEventTypes: EventDestination.MatchingEventTypes,
  SnsDestination: { TopicArn: EventDestination.SnsDestination.TopicARN },
});

const physical = (name: string) => ({ physicalId: name, attributes: { Id: name } });

const create = async (
  destination: Destination,
  EventDestinationName: string,
  { clients }: ResourceContext,
) => {
  const { ConfigurationSetName } = destination;
  const EventDestination = definitionOf(destination);
  const ses = await clients.ses();
  await ses.createConfigurationSetEventDestination({
    ConfigurationSetName,
    EventDestinationName,
    EventDestination,
  });
  return physical(EventDestinationName);
};

const remove = async (
  EventDestinationName: string,
  { ConfigurationSetName }: Destination,
  { clients }: ResourceContext,
): Promise<void> => {
  const ses = await clients.ses();
  await unlessAbsent(
    ses.deleteConfigurationSetEventDestination({ ConfigurationSetName, EventDestinationName }),
  );
};

const exists = async (name: string, { ConfigurationSetName }: Destination, { clients }: ResourceContext) => {
  const ses = await clients.ses();
  const found = await unlessAbsent(ses.getConfigurationSetEventDestinations({ ConfigurationSetName }));
  return found?.EventDestinations?.some(({ Name }) => Name === name) ?? false;
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ses-configurationseteventdestination.html */
export const eventDestination = defineResource({
  type: "AWS::SES::ConfigurationSetEventDestination",
  properties,
  find: async (destination, context) => {
    const name = nameOf(destination, context);
    return (await exists(name, destination, context)) ? [name] : [];
  },
  create: (destination, context) => create(destination, nameOf(destination, context), context),
  update: async (destination, { physicalId }, context) => {
    const EventDestinationName = destination.EventDestination.Name ?? physicalId;
    if (EventDestinationName !== physicalId && !(await exists(EventDestinationName, destination, context))) {
      const created = await create(destination, EventDestinationName, context);
      await remove(physicalId, destination, context);
      return created;
    }
    const ses = await context.clients.ses();
    await ses.updateConfigurationSetEventDestination({
      ConfigurationSetName: destination.ConfigurationSetName,
      EventDestinationName,
      EventDestination: definitionOf(destination),
    });
    return physical(EventDestinationName);
  },
  remove,
});
