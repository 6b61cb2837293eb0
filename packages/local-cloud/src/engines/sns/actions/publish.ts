import type { Operation } from "../../../gateway/engine.ts";
import { accessTo, requireTopic } from "../access.ts";
import { requireArn } from "../arn.ts";
import type { SnsContext } from "../context.ts";
import { invalidParameter, notProvidedLocally } from "../errors.ts";
import { draftOf, type MessageInput } from "../publishing/message-draft.ts";
import type { Published } from "../publishing/publisher.ts";

interface Input extends MessageInput {
  readonly TopicArn?: string;
  /** A topic, or on AWS also a mobile endpoint. */
  readonly TargetArn?: string;
  readonly PhoneNumber?: string;
}

const targetOf = ({ TopicArn, TargetArn, PhoneNumber }: Input): string => {
  if (PhoneNumber !== undefined)
    throw notProvidedLocally("text messages (PhoneNumber)", "Publish to a topic.");
  const given = TopicArn ?? TargetArn;
  if (given === undefined)
    throw invalidParameter("TopicArn or TargetArn Reason: no value for required parameter");
  const arn = requireArn(given, TopicArn === undefined ? "TargetArn" : "TopicArn");
  // There are no mobile endpoints here, as on an account that registered none.
  if (arn.includes(":endpoint/"))
    throw invalidParameter("TargetArn Reason: No endpoint found for the target arn specified");
  return arn;
};

export const receiptOf = ({ messageId, sequenceNumber }: Published) => ({
  MessageId: messageId,
  ...(sequenceNumber !== undefined && { SequenceNumber: sequenceNumber }),
});

/** @see https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
export const publish = (context: SnsContext): Operation<Input> => ({
  access: (input) => [accessTo(context, "sns:Publish", targetOf(input))],

  handle: (input) => {
    const topic = requireTopic(context, targetOf(input));
    const [published] = context.publisher.publish(topic, [draftOf(topic, input)], context.clock());
    return published ? receiptOf(published) : {};
  },
});
