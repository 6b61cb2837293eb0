/**
 * What AWS may do twice: standard queues and topics deliver at least once, and so do asynchronous invocations and
 * event source mappings. A sender that sends again, because it saw no answer, comes to the same.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/standard-queues-at-least-once-delivery.html
 */
export const duplicable: Readonly<Record<string, readonly string[]>> = {
  sqs: ["ReceiveMessage", "SendMessage", "SendMessageBatch"],
  sns: ["Publish", "PublishBatch"],
  lambda: ["Invoke"],
  kinesis: ["PutRecord", "PutRecords"],
  firehose: ["PutRecord", "PutRecordBatch"],
};

interface Call {
  readonly service: string;
  readonly operation: string;
  readonly resources: readonly string[];
}

/** Such calls are not repeated: their messages come once more. */
export const isReceive = ({ service, operation }: Pick<Call, "service" | "operation">): boolean =>
  service === "sqs" && operation === "ReceiveMessage";

/** A FIFO queue never gives a message again before its visibility timeout is over. */
export const canBeDuplicated = (call: Call): boolean =>
  (duplicable[call.service]?.includes(call.operation) ?? false) &&
  !(isReceive(call) && call.resources.some((arn) => arn.endsWith(".fifo")));
