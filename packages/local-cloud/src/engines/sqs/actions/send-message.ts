import { hash } from "node:crypto";
import { onQueue } from "../access.ts";
import type { SqsContext } from "../context.ts";
import { digestOfAttributes } from "../messages/attributes-digest.ts";
import type { Sent } from "../messages/message.ts";
import { draftOf, type MessageInput } from "../messages/message-draft.ts";
import { senderIdOf } from "../sender-id.ts";

interface Input extends MessageInput {
  readonly QueueUrl?: string;
}

/** The digests with which an SDK checks that its message arrived unharmed. */
export const digestsOf = ({
  MessageBody = "",
  MessageAttributes,
  MessageSystemAttributes,
}: MessageInput) => ({
  MD5OfMessageBody: hash("md5", MessageBody),
  ...(MessageAttributes &&
    Object.keys(MessageAttributes).length > 0 && {
      MD5OfMessageAttributes: digestOfAttributes(MessageAttributes),
    }),
  ...(MessageSystemAttributes &&
    Object.keys(MessageSystemAttributes).length > 0 && {
      MD5OfMessageSystemAttributes: digestOfAttributes(MessageSystemAttributes),
    }),
});

export const receiptOf = ({ messageId, sequenceNumber }: Sent) => ({
  MessageId: messageId,
  ...(sequenceNumber !== undefined && { SequenceNumber: sequenceNumber }),
});

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
export const sendMessage = (context: SqsContext) =>
  onQueue<Input>(context, "sqs:SendMessage", (queue, input, { principal }) => {
    const draft = draftOf(queue, input, senderIdOf(principal));
    const [sent] = context.messages.send(queue, [draft], context.clock());
    return { ...digestsOf(input), ...(sent && receiptOf(sent)) };
  });
