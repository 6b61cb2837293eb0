import type { Event, NotificationConfiguration, NotificationConfigurationFilter } from "@aws-sdk/client-s3";
import { TemplateError } from "../errors.ts";
import { list, object, oneOf, type Parsed, required, type Shape, text, unsupported } from "./shape.ts";

/** S3 knows its events by name, and says so of one that it does not know. */
const isEvent = (name: string): name is Event => name.startsWith("s3:");

const event: Shape<Event> = {
  parse: (value, path) => {
    const name = text.parse(value, path);
    if (isEvent(name)) return name;
    throw new TemplateError(`${path} must be an event such as s3:ObjectCreated:*, but is ${name}`);
  },
};

const filterName = oneOf("prefix", "suffix", "Prefix", "Suffix");

const filter = object({
  S3Key: required(
    object({ Rules: required(list(object({ Name: required(filterName), Value: required(text) }))) }),
  ),
});

const common = { Event: required(event), Filter: filter } as const;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-notificationconfiguration.html */
export const notificationConfiguration = object({
  LambdaConfigurations: list(object({ ...common, Function: required(text) })),
  QueueConfigurations: list(object({ ...common, Queue: required(text) })),
  TopicConfigurations: list(object({ ...common, Topic: required(text) })),
  EventBridgeConfiguration: unsupported("there is no EventBridge; notify a queue, a topic or a function"),
});

interface Source {
  readonly Event: Event;
  readonly Filter?: Parsed<typeof filter>;
}

const lowerCase = (name: Parsed<typeof filterName>): "prefix" | "suffix" =>
  name === "prefix" || name === "Prefix" ? "prefix" : "suffix";

const filterOf = ({ Filter }: Source): NotificationConfigurationFilter | undefined =>
  Filter && {
    Key: { FilterRules: Filter.S3Key.Rules.map(({ Name, Value }) => ({ Name: lowerCase(Name), Value })) },
  };

const settingsOf = (source: Source) => ({ Events: [source.Event], Filter: filterOf(source) });

/** The same in the words of S3's own API. */
export const notifications = ({
  LambdaConfigurations = [],
  QueueConfigurations = [],
  TopicConfigurations = [],
}: Parsed<typeof notificationConfiguration>): NotificationConfiguration => ({
  LambdaFunctionConfigurations: LambdaConfigurations.map((one) => ({
    ...settingsOf(one),
    LambdaFunctionArn: one.Function,
  })),
  QueueConfigurations: QueueConfigurations.map((one) => ({ ...settingsOf(one), QueueArn: one.Queue })),
  TopicConfigurations: TopicConfigurations.map((one) => ({ ...settingsOf(one), TopicArn: one.Topic })),
});
