/** A message as `ReceiveMessage` answers it: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Message.html */
export interface ReceivedMessage {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly Body: string;
  readonly MD5OfBody: string;
  readonly MD5OfMessageAttributes?: string;
  readonly Attributes?: Readonly<Record<string, string>>;
  readonly MessageAttributes?: Readonly<Record<string, ReceivedAttribute>>;
}

export interface ReceivedAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  /** Base64. */
  readonly BinaryValue?: string;
}

/** A record of the event that a queue's function gets: https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
export interface QueueRecord {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly messageAttributes: Readonly<Record<string, object>>;
  readonly md5OfMessageAttributes?: string;
  readonly md5OfBody: string;
  readonly eventSource: "aws:sqs";
  readonly eventSourceARN: string;
  readonly awsRegion: string;
}

export const queueRecord = (
  message: ReceivedMessage,
  source: { queueArn: string; region: string },
): QueueRecord => ({
  messageId: message.MessageId,
  receiptHandle: message.ReceiptHandle,
  body: message.Body,
  attributes: message.Attributes ?? {},
  messageAttributes: Object.fromEntries(
    Object.entries(message.MessageAttributes ?? {}).map(([name, attribute]) => [
      name,
      recordAttribute(attribute),
    ]),
  ),
  ...(message.MD5OfMessageAttributes ? { md5OfMessageAttributes: message.MD5OfMessageAttributes } : {}),
  md5OfBody: message.MD5OfBody,
  eventSource: "aws:sqs",
  eventSourceARN: source.queueArn,
  awsRegion: source.region,
});

/** The lists are not implemented by SQS, yet Lambda sends them, empty. */
const recordAttribute = ({ DataType, StringValue, BinaryValue }: ReceivedAttribute): object => ({
  ...(DataType.startsWith("Binary") ? { binaryValue: BinaryValue } : { stringValue: StringValue }),
  stringListValues: [],
  binaryListValues: [],
  dataType: DataType,
});
