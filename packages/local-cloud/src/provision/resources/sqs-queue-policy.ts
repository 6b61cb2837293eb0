import { createHash } from "node:crypto";
import { unlessAbsent } from "./absent.ts";
import { mutable } from "./property-rules.ts";
import { defineResource, type ResourceContext } from "./resource-type.ts";
import { jsonText, list, required, text } from "./shape.ts";

/** Follows from the queues, so that a policy whose logical id changes is known to be the same. */
const idOf = (queues: readonly string[]): string =>
  createHash("sha256")
    .update([...queues].sort().join())
    .digest("hex")
    .slice(0, 20);

const setPolicy = async (queues: readonly string[], Policy: string, { clients }: ResourceContext) => {
  const sqs = await clients.sqs();
  for (const QueueUrl of queues) await sqs.setQueueAttributes({ QueueUrl, Attributes: { Policy } });
};

const clearPolicy = async (queues: readonly string[], context: ResourceContext) => {
  for (const queue of queues) await unlessAbsent(setPolicy([queue], "", context));
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queuepolicy.html */
export const queuePolicy = defineResource({
  type: "AWS::SQS::QueuePolicy",
  properties: { PolicyDocument: mutable(required(jsonText)), Queues: mutable(required(list(text))) },
  create: async ({ Queues, PolicyDocument }, context) => {
    await setPolicy(Queues, PolicyDocument, context);
    return { physicalId: idOf(Queues), attributes: { Id: idOf(Queues) } };
  },
  update: async ({ Queues, PolicyDocument }, { physicalId, attributes, properties: before }, context) => {
    await clearPolicy(
      before.Queues.filter((queue) => !Queues.includes(queue)),
      context,
    );
    await setPolicy(Queues, PolicyDocument, context);
    return { physicalId, attributes };
  },
  remove: (_id, { Queues }, context) => clearPolicy(Queues, context),
});
