import type { Kinesis, StreamDescriptionSummary } from "@aws-sdk/client-kinesis";
import { given, unlessAbsent } from "./absent.ts";
import { ignored, immutable, mutable, type Properties, refused } from "./property-rules.ts";
import { defineResource, type PhysicalResource, type ResourceContext } from "./resource-type.ts";
import { list, number, object, oneOf, required, text } from "./shape.ts";
import { tag, tagChange, tagMap } from "./tags.ts";
import { whenSeen } from "./waiting.ts";

const properties = {
  Name: immutable(text),
  ShardCount: mutable(number),
  StreamModeDetails: mutable(object({ StreamMode: required(oneOf("PROVISIONED", "ON_DEMAND")) })),
  RetentionPeriodHours: mutable(number),
  MaxRecordSizeInKiB: mutable(number),
  Tags: mutable(list(tag)),
  StreamEncryption: ignored("records lie in the local state folder, which only its owner can read"),
  DesiredShardLevelMetrics: ignored("there is no CloudWatch to send metrics to"),
  WarmThroughputMiBps: refused("streams on demand have no warm throughput here"),
} as const;

type Stream = Properties<typeof properties>;

const defaultRetentionHours = 24;
const defaultRecordKiB = 1_024;

const nameOf = (stream: Stream, context: ResourceContext): string =>
  stream.Name ?? context.generatedName(128);

const modeOf = ({ StreamModeDetails }: Stream) => StreamModeDetails?.StreamMode ?? "PROVISIONED";

const whenActive = (kinesis: Kinesis, StreamName: string): Promise<StreamDescriptionSummary> =>
  whenSeen(async () => {
    const { StreamDescriptionSummary: summary } = await kinesis.describeStreamSummary({ StreamName });
    return summary?.StreamStatus === "ACTIVE" ? summary : undefined;
  });

/** One change of a stream; each waits until the one before is done. */
type Change = (kinesis: Kinesis, StreamName: string, stream: Stream) => Promise<void>;

const changeRetention: Change = async (kinesis, StreamName, stream) => {
  const { RetentionPeriodHours: actual = 0 } = await whenActive(kinesis, StreamName);
  const RetentionPeriodHours = stream.RetentionPeriodHours ?? defaultRetentionHours;
  if (RetentionPeriodHours > actual)
    await kinesis.increaseStreamRetentionPeriod({ StreamName, RetentionPeriodHours });
  if (RetentionPeriodHours < actual)
    await kinesis.decreaseStreamRetentionPeriod({ StreamName, RetentionPeriodHours });
};

const changeMode: Change = async (kinesis, StreamName, stream) => {
  const { StreamARN, StreamModeDetails } = await whenActive(kinesis, StreamName);
  const StreamMode = modeOf(stream);
  if (StreamMode !== StreamModeDetails?.StreamMode)
    await kinesis.updateStreamMode({ StreamARN, StreamModeDetails: { StreamMode } });
};

const changeShards: Change = async (kinesis, StreamName, stream) => {
  const { OpenShardCount } = await whenActive(kinesis, StreamName);
  if (modeOf(stream) === "ON_DEMAND" || stream.ShardCount === undefined) return;
  if (stream.ShardCount === OpenShardCount) return;
  // To the double or the half at once, as on AWS: a larger step fails the deployment with the same words.
  await kinesis.updateShardCount({
    StreamName,
    TargetShardCount: stream.ShardCount,
    ScalingType: "UNIFORM_SCALING",
  });
};

const changeRecordSize: Change = async (kinesis, StreamName, stream) => {
  const { StreamARN, MaxRecordSizeInKiB: actual } = await whenActive(kinesis, StreamName);
  const MaxRecordSizeInKiB = stream.MaxRecordSizeInKiB ?? defaultRecordKiB;
  if (MaxRecordSizeInKiB !== actual) await kinesis.updateMaxRecordSize({ StreamARN, MaxRecordSizeInKiB });
};

const physical = async (kinesis: Kinesis, StreamName: string): Promise<PhysicalResource> => {
  const { StreamARN } = await whenActive(kinesis, StreamName);
  return { physicalId: StreamName, attributes: { Arn: given(StreamARN, "StreamARN") } };
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kinesis-stream.html */
export const stream = defineResource({
  type: "AWS::Kinesis::Stream",
  properties,
  nameProperty: "Name",
  find: async (stream, context) => {
    const StreamName = nameOf(stream, context);
    const kinesis = await context.clients.kinesis();
    return (await unlessAbsent(kinesis.describeStreamSummary({ StreamName }))) ? [StreamName] : [];
  },
  create: async (stream, context) => {
    const kinesis = await context.clients.kinesis();
    const StreamName = nameOf(stream, context);
    await kinesis.createStream({
      StreamName,
      ShardCount: stream.ShardCount,
      StreamModeDetails: stream.StreamModeDetails,
      MaxRecordSizeInKiB: stream.MaxRecordSizeInKiB,
      ...(stream.Tags ? { Tags: tagMap(stream.Tags) } : {}),
    });
    await changeRetention(kinesis, StreamName, stream);
    return physical(kinesis, StreamName);
  },
  update: async (stream, { physicalId: StreamName, properties: before }, { clients }) => {
    const kinesis = await clients.kinesis();
    for (const change of [changeRetention, changeMode, changeShards, changeRecordSize])
      await change(kinesis, StreamName, stream);
    const { added, removed } = tagChange(before.Tags, stream.Tags);
    if (removed.length > 0) await kinesis.removeTagsFromStream({ StreamName, TagKeys: removed });
    if (added.length > 0) await kinesis.addTagsToStream({ StreamName, Tags: tagMap(added) });
    return physical(kinesis, StreamName);
  },
  remove: async (StreamName, _stream, { clients }) => {
    const kinesis = await clients.kinesis();
    await unlessAbsent(kinesis.deleteStream({ StreamName, EnforceConsumerDeletion: true }));
    // Its name is free for a successor only then.
    await whenSeen(async () => {
      const left = await unlessAbsent(kinesis.describeStreamSummary({ StreamName }));
      return left ? undefined : true;
    });
  },
});
