/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html */
import { randomUUID } from "node:crypto";
import { malformedXml } from "../../../gateway/protocols/xml-shape.ts";
import { parseArn } from "../../../iam/arn.ts";
import { invalidArgument, notImplemented } from "../errors.ts";
import {
  type FilterRule,
  type NotificationConfiguration,
  type Target,
  type TargetSettings,
  targetsOf,
} from "./configuration.ts";

interface SettingsInput {
  readonly Id?: string | undefined;
  readonly Events?: readonly string[] | undefined;
  readonly Filter?:
    | {
        readonly Key?:
          | {
              readonly FilterRules?:
                | readonly { readonly Name?: string | undefined; readonly Value?: string | undefined }[]
                | undefined;
            }
          | undefined;
      }
    | undefined;
}

/** As it comes from clients, nothing checked. */
export interface NotificationInput {
  readonly QueueConfigurations?: readonly (SettingsInput & { readonly QueueArn: string })[] | undefined;
  readonly TopicConfigurations?: readonly (SettingsInput & { readonly TopicArn: string })[] | undefined;
  readonly LambdaFunctionConfigurations?:
    | readonly (SettingsInput & { readonly LambdaFunctionArn: string })[]
    | undefined;
  readonly EventBridgeConfiguration?: object | undefined;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html */
const eventNames = new Set(
  [
    "ReducedRedundancyLostObject",
    ...["*", "Put", "Post", "Copy", "CompleteMultipartUpload"].map((name) => `ObjectCreated:${name}`),
    ...["*", "Delete", "DeleteMarkerCreated"].map((name) => `ObjectRemoved:${name}`),
    ...["*", "Post", "Completed", "Delete"].map((name) => `ObjectRestore:${name}`),
    ...[
      "*",
      "OperationFailedReplication",
      "OperationMissedThreshold",
      "OperationReplicatedAfterThreshold",
      "OperationNotTracked",
    ].map((name) => `Replication:${name}`),
    ...["*", "Delete", "DeleteMarkerCreated"].map((name) => `LifecycleExpiration:${name}`),
    "LifecycleTransition",
    "IntelligentTiering",
    ...["*", "Put", "Delete"].map((name) => `ObjectTagging:${name}`),
    "ObjectAcl:Put",
    "TestEvent",
  ].map((name) => `s3:${name}`),
);

const rulesOf = ({ Filter }: SettingsInput): readonly FilterRule[] | undefined => {
  if (!Filter?.Key) return undefined;
  const rules = (Filter.Key.FilterRules ?? []).map(({ Name, Value }) => {
    if (Name === undefined || Value === undefined) throw malformedXml();
    return { Name, Value };
  });
  const names = rules.map(({ Name }) => Name.toLowerCase());
  const unknown = rules.find(({ Name }) => !["prefix", "suffix"].includes(Name.toLowerCase()));
  if (unknown)
    throw invalidArgument(
      "filter rule name must be either prefix or suffix",
      "FilterRule.Name",
      unknown.Name,
    );
  if (new Set(names).size < names.length)
    throw invalidArgument(
      "Cannot specify more than one prefix or suffix rule in a filter.",
      "FilterRule.Name",
    );
  if (rules.some(({ Value }) => Value.length > 1_024))
    throw invalidArgument("Size of filter rule value cannot exceed 1024 bytes in UTF-8 representation");
  // The words come back with a capital, however they were sent.
  return rules.map(({ Name, Value }) => ({
    Name: `${Name.charAt(0).toUpperCase()}${Name.slice(1).toLowerCase()}`,
    Value,
  }));
};

const settingsOf = (input: SettingsInput): TargetSettings => {
  const Events = input.Events ?? [];
  if (Events.length === 0) throw malformedXml();
  const unknown = Events.find((event) => !eventNames.has(event));
  if (unknown !== undefined)
    throw invalidArgument("A specified event is not supported for notifications.", "Event", unknown);
  const FilterRules = rulesOf(input);
  return {
    Id: input.Id || randomUUID(),
    Events,
    ...(FilterRules ? { Filter: { Key: { FilterRules } } } : {}),
  };
};

/** Elements of the document that name destinations, and the services that they are of. */
const services = { Queue: "sqs", Topic: "sns", CloudFunction: "lambda" } as const;

const checkArn = (arn: string, element: keyof typeof services, region: string): void => {
  const parsed = parseArn(arn);
  if (!parsed || parsed.service !== services[element])
    throw invalidArgument("The ARN could not be parsed", element, arn);
  if (parsed.region !== region)
    throw invalidArgument(
      "The notification destination service region is not valid for the bucket location constraint",
      arn,
    );
  if (parsed.resource.endsWith(".fifo"))
    throw invalidArgument(
      "Unable to validate the following destination configurations",
      arn,
      "FIFO destinations are not supported",
    );
};

const overlap = (one: string, other: string): boolean =>
  one.length < other.length ? other.startsWith(one) : one.startsWith(other);
const reversed = (text: string): string => [...text].reverse().join("");

const sharesEvent = (one: Target, other: Target): boolean => {
  const covers = (pattern: string, event: string) =>
    pattern === event || (pattern.endsWith("*") && event.startsWith(pattern.slice(0, -1)));
  return one.events.some((a) => other.events.some((b) => covers(a, b) || covers(b, a)));
};

/** One event of one object goes to one destination only. */
const checkOverlaps = (targets: readonly Target[]): void => {
  for (const [index, one] of targets.entries())
    for (const other of targets.slice(index + 1))
      if (
        sharesEvent(one, other) &&
        overlap(one.prefix, other.prefix) &&
        overlap(reversed(one.suffix), reversed(other.suffix))
      )
        throw invalidArgument(
          one.prefix === "" && one.suffix === "" && other.prefix === "" && other.suffix === ""
            ? "Configurations overlap. Configurations on the same bucket cannot share a common event type."
            : "Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules if the prefixes are overlapping for the same event type.",
        );
};

const some = <T>(list: readonly T[] | undefined): readonly T[] | undefined =>
  list && list.length > 0 ? list : undefined;

/** @throws {AwsError} `InvalidArgument`, `MalformedXML`, `NotImplemented` */
export const checkNotification = (input: NotificationInput, region: string): NotificationConfiguration => {
  if (input.EventBridgeConfiguration) throw notImplemented("EventBridgeConfiguration");
  const configuration: NotificationConfiguration = {
    QueueConfigurations: some(input.QueueConfigurations)?.map((one) => {
      checkArn(one.QueueArn, "Queue", region);
      return { ...settingsOf(one), QueueArn: one.QueueArn };
    }),
    TopicConfigurations: some(input.TopicConfigurations)?.map((one) => {
      checkArn(one.TopicArn, "Topic", region);
      return { ...settingsOf(one), TopicArn: one.TopicArn };
    }),
    LambdaFunctionConfigurations: some(input.LambdaFunctionConfigurations)?.map((one) => {
      checkArn(one.LambdaFunctionArn, "CloudFunction", region);
      return { ...settingsOf(one), LambdaFunctionArn: one.LambdaFunctionArn };
    }),
  };
  const targets = targetsOf(configuration);
  const ids = targets.map(({ id }) => id);
  if (new Set(ids).size < ids.length)
    throw invalidArgument("Same ID used for multiple configurations. IDs must be unique");
  checkOverlaps(targets);
  return configuration;
};
