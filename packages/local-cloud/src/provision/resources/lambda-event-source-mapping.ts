import { given, unlessAbsent } from "./absent.ts";
import { ignored, immutable, mutable, type Properties, refused } from "./property-rules.ts";
import { defineResource } from "./resource-type.ts";
import { flag, list, number, object, oneOf, required, text } from "./shape.ts";
import { tag, tagChange, tagMap } from "./tags.ts";

const onFailure = object({ OnFailure: object({ Destination: text }) });

const properties = {
  EventSourceArn: immutable(required(text)),
  StartingPosition: immutable(oneOf("TRIM_HORIZON", "LATEST", "AT_TIMESTAMP")),
  StartingPositionTimestamp: immutable(number),
  FunctionName: mutable(required(text)),
  BatchSize: mutable(number),
  BisectBatchOnFunctionError: mutable(flag),
  DestinationConfig: mutable(onFailure),
  Enabled: mutable(flag),
  FilterCriteria: mutable(object({ Filters: list(object({ Pattern: text })) })),
  FunctionResponseTypes: mutable(list(oneOf("ReportBatchItemFailures"))),
  MaximumBatchingWindowInSeconds: mutable(number),
  MaximumRecordAgeInSeconds: mutable(number),
  MaximumRetryAttempts: mutable(number),
  ParallelizationFactor: mutable(number),
  ScalingConfig: mutable(object({ MaximumConcurrency: number })),
  TumblingWindowInSeconds: mutable(number),
  Tags: mutable(list(tag)),
  KmsKeyArn: ignored("filters lie in the local state folder, which only its owner can read"),
  MetricsConfig: ignored("there is no CloudWatch to report to"),
  AmazonManagedKafkaEventSourceConfig: refused("there is no Kafka"),
  DocumentDBEventSourceConfig: refused("there is no DocumentDB"),
  ProvisionedPollerConfig: refused("pollers scale by themselves"),
  Queues: refused("there is no message broker"),
  SelfManagedEventSource: refused("there is no Kafka"),
  SelfManagedKafkaEventSourceConfig: refused("there is no Kafka"),
  SourceAccessConfigurations: refused("there is no Kafka"),
  Topics: refused("there is no Kafka"),
} as const;

type Mapping = Properties<typeof properties>;

const settingsOf = (mapping: Mapping) => {
  const {
    EventSourceArn: _source,
    StartingPosition: _position,
    StartingPositionTimestamp: _timestamp,
    Tags: _tags,
    ...settings
  } = mapping;
  return settings;
};

/**
 * What a setting that leaves the template goes back to; an update keeps what it does not name.
 * https://docs.aws.amazon.com/lambda/latest/api/API_UpdateEventSourceMapping.html
 */
const defaultsFor = ({ EventSourceArn }: Mapping) => {
  const isQueue = EventSourceArn.includes(":sqs:");
  const forStreams = {
    BisectBatchOnFunctionError: false,
    DestinationConfig: { OnFailure: {} },
    MaximumRecordAgeInSeconds: -1,
    MaximumRetryAttempts: -1,
    ParallelizationFactor: 1,
    TumblingWindowInSeconds: 0,
  };
  return {
    BatchSize: isQueue ? 10 : 100,
    Enabled: true,
    FilterCriteria: {},
    FunctionResponseTypes: [],
    MaximumBatchingWindowInSeconds: 0,
    ScalingConfig: {},
    ...(isQueue ? {} : forStreams),
  };
};

const resetsOf = (before: Mapping, after: Mapping): object =>
  Object.fromEntries(
    Object.entries(defaultsFor(after)).filter(([name]) => name in before && !(name in after)),
  );

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventsourcemapping.html */
export const eventSourceMapping = defineResource({
  type: "AWS::Lambda::EventSourceMapping",
  properties,
  find: async ({ EventSourceArn, FunctionName }, { clients }) => {
    const lambda = await clients.lambda();
    const found = await unlessAbsent(lambda.listEventSourceMappings({ EventSourceArn, FunctionName }));
    return (found?.EventSourceMappings ?? []).flatMap(({ UUID }) => (UUID === undefined ? [] : [UUID]));
  },
  create: async (mapping, { clients, region, accountId }) => {
    const { EventSourceArn, StartingPosition, StartingPositionTimestamp, Tags } = mapping;
    const answer = await (await clients.lambda()).createEventSourceMapping({
      ...settingsOf(mapping),
      EventSourceArn,
      StartingPosition,
      ...(StartingPositionTimestamp === undefined
        ? {}
        : { StartingPositionTimestamp: new Date(StartingPositionTimestamp * 1_000) }),
      ...(Tags ? { Tags: tagMap(Tags) } : {}),
    });
    const id = given(answer.UUID, "UUID");
    const arn = `arn:aws:lambda:${region}:${accountId}:event-source-mapping:${id}`;
    return { physicalId: id, attributes: { Id: id, EventSourceMappingArn: arn } };
  },
  update: async (mapping, { physicalId: UUID, attributes, properties: before }, { clients }) => {
    const lambda = await clients.lambda();
    await lambda.updateEventSourceMapping({ UUID, ...resetsOf(before, mapping), ...settingsOf(mapping) });
    const { added, removed } = tagChange(before.Tags, mapping.Tags);
    const Resource = String(attributes.EventSourceMappingArn);
    if (removed.length > 0) await lambda.untagResource({ Resource, TagKeys: removed });
    if (added.length > 0) await lambda.tagResource({ Resource, Tags: tagMap(added) });
    return { physicalId: UUID, attributes };
  },
  remove: async (UUID, _mapping, { clients }) => {
    await unlessAbsent((await clients.lambda()).deleteEventSourceMapping({ UUID }));
  },
});
