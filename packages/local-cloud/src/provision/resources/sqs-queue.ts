import { given, unlessAbsent } from "./absent.ts";
import { ignored, immutable, mutable, type Properties } from "./property-rules.ts";
import { defineResource, type PhysicalResource, type ResourceContext } from "./resource-type.ts";
import { retry } from "./retry.ts";
import { flag, jsonText, list, number, oneOf, text } from "./shape.ts";
import { tag, tagChange, tagMap } from "./tags.ts";

const noKeys = "messages lie in the local state folder, which only its owner can read";

const properties = {
  QueueName: immutable(text),
  FifoQueue: immutable(flag),
  ContentBasedDeduplication: mutable(flag),
  DeduplicationScope: mutable(oneOf("messageGroup", "queue")),
  FifoThroughputLimit: mutable(oneOf("perMessageGroupId", "perQueue")),
  DelaySeconds: mutable(number),
  MaximumMessageSize: mutable(number),
  MessageRetentionPeriod: mutable(number),
  ReceiveMessageWaitTimeSeconds: mutable(number),
  VisibilityTimeout: mutable(number),
  RedrivePolicy: mutable(jsonText),
  RedriveAllowPolicy: mutable(jsonText),
  KmsMasterKeyId: ignored(noKeys),
  KmsDataKeyReusePeriodSeconds: ignored(noKeys),
  SqsManagedSseEnabled: ignored(noKeys),
  Tags: mutable(list(tag)),
} as const;

type Queue = Properties<typeof properties>;

/**
 * What a property that leaves the template goes back to.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
 */
const defaults = {
  ContentBasedDeduplication: "false",
  DeduplicationScope: "queue",
  FifoThroughputLimit: "perQueue",
  DelaySeconds: "0",
  MaximumMessageSize: "1048576",
  MessageRetentionPeriod: "345600",
  ReceiveMessageWaitTimeSeconds: "0",
  VisibilityTimeout: "30",
  RedrivePolicy: "",
  RedriveAllowPolicy: "",
} as const satisfies Partial<Record<keyof Queue, string>>;

const attributesOf = (queue: Queue): Record<string, string> => {
  const { QueueName: _name, Tags: _tags, FifoQueue, ...settings } = queue;
  const attributes = Object.entries(settings).map(([name, value]) => [name, String(value)]);
  // AWS refuses FifoQueue=false: a standard queue leaves it out.
  return { ...Object.fromEntries(attributes), ...(FifoQueue ? { FifoQueue: "true" } : {}) };
};

const changedAttributes = (before: Queue, after: Queue): Record<string, string> => {
  const { FifoQueue: _, ...attributes } = attributesOf(after);
  const left = Object.entries(defaults).filter(([name]) => name in before && !(name in after));
  return { ...Object.fromEntries(left), ...attributes };
};

/**
 * The name of a removed queue is blocked for a minute, also after a rollback.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteQueue.html
 */
const nameIsBlocked = {
  whileError: "QueueDeletedRecently",
  everyMilliseconds: 500,
  forMilliseconds: 65_000,
} as const;

const nameOf = (queue: Queue, context: ResourceContext): string =>
  queue.QueueName ?? (queue.FifoQueue ? `${context.generatedName(75)}.fifo` : context.generatedName(80));

const describe = async (url: string, { clients }: ResourceContext): Promise<PhysicalResource> => {
  const sqs = await clients.sqs();
  const { Attributes } = await sqs.getQueueAttributes({ QueueUrl: url, AttributeNames: ["QueueArn"] });
  const arn = given(Attributes?.QueueArn, "QueueArn");
  return { physicalId: url, attributes: { Arn: arn, QueueName: arn.split(":").at(-1) ?? "", QueueUrl: url } };
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queue.html */
export const queue = defineResource({
  type: "AWS::SQS::Queue",
  properties,
  nameProperty: "QueueName",
  find: async (queue, context) => {
    const sqs = await context.clients.sqs();
    const found = await unlessAbsent(sqs.getQueueUrl({ QueueName: nameOf(queue, context) }));
    return found?.QueueUrl === undefined ? [] : [found.QueueUrl];
  },
  create: async (queue, context) => {
    const sqs = await context.clients.sqs();
    const { QueueUrl } = await retry(nameIsBlocked, () =>
      sqs.createQueue({
        QueueName: nameOf(queue, context),
        Attributes: attributesOf(queue),
        tags: tagMap(queue.Tags),
      }),
    );
    return describe(given(QueueUrl, "QueueUrl"), context);
  },
  update: async (queue, { physicalId: QueueUrl, properties: before }, context) => {
    const sqs = await context.clients.sqs();
    const Attributes = changedAttributes(before, queue);
    if (Object.keys(Attributes).length > 0) await sqs.setQueueAttributes({ QueueUrl, Attributes });
    const { added, removed } = tagChange(before.Tags, queue.Tags);
    if (removed.length > 0) await sqs.untagQueue({ QueueUrl, TagKeys: removed });
    if (added.length > 0) await sqs.tagQueue({ QueueUrl, Tags: tagMap(added) });
    return describe(QueueUrl, context);
  },
  remove: async (QueueUrl, _queue, { clients }) => {
    await unlessAbsent((await clients.sqs()).deleteQueue({ QueueUrl }));
  },
});
