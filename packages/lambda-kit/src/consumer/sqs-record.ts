/** What a message of SQS says beside its body. */
import type { MessageAttributeValue } from "@aws-sdk/client-sqs";
import type { SQSRecord } from "aws-lambda";

/** @param maxReceiveCount that of the queue's redrive policy */
export const hasReached =
  (maxReceiveCount: number) =>
  ({ attributes }: SQSRecord): boolean =>
    Number(attributes.ApproximateReceiveCount) >= maxReceiveCount;

/** Groups of a standard queue are for fairness and have no order: only those of a FIFO queue do. */
export const groupOf = ({ eventSourceARN, attributes }: SQSRecord): string | undefined =>
  eventSourceARN.endsWith(".fifo") ? attributes.MessageGroupId : undefined;

export const attributesOf = ({ messageAttributes }: SQSRecord): Record<string, MessageAttributeValue> =>
  Object.fromEntries(
    Object.entries(messageAttributes).map(([name, { dataType, stringValue, binaryValue }]) => [
      name,
      {
        DataType: dataType,
        ...(stringValue !== undefined && { StringValue: stringValue }),
        ...(binaryValue !== undefined && { BinaryValue: Buffer.from(binaryValue, "base64") }),
      },
    ]),
  );
