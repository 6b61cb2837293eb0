import type { MessageAttributes } from "./destinations.ts";
import type { FunctionRecord } from "./function-record.ts";
import { errorMessageOf, parseJson } from "./payloads.ts";

/** How an asynchronous invocation ended. */
export interface AsyncEnd {
  readonly condition: "Success" | "RetriesExhausted" | "EventAgeExceeded" | "ZeroReservedConcurrency";
  readonly requestId: string;
  /** Times the function ran. */
  readonly invokeCount: number;
  readonly requestPayload: Buffer;
  /** The last answer; none when the function never ran. */
  readonly response?: { readonly payload: Buffer; readonly functionError?: string };
  readonly at: Date;
}

/** Something to send because an invocation ended. */
export interface Delivery {
  readonly destinationArn: string;
  readonly body: string;
  readonly attributes?: MessageAttributes;
}

/** What is to be sent, and where, when an invocation ends: a record to a destination, the event to a dead-letter queue. */
export const deliveriesOf = (record: FunctionRecord, end: AsyncEnd): Delivery[] => {
  const destinations = record.eventInvokeConfig?.DestinationConfig;
  const chosen = end.condition === "Success" ? destinations?.OnSuccess : destinations?.OnFailure;
  const deadLetterArn = record.configuration.DeadLetterConfig?.TargetArn;
  return [
    ...(chosen?.Destination
      ? [
          {
            destinationArn: chosen.Destination,
            body: JSON.stringify(invocationRecord(record.configuration.FunctionArn, end)),
          },
        ]
      : []),
    ...(deadLetterArn && end.condition !== "Success" ? [deadLetter(deadLetterArn, end)] : []),
  ];
};

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html#invocation-async-destinations */
const invocationRecord = (functionArn: string, end: AsyncEnd): object => ({
  version: "1.0",
  timestamp: end.at.toISOString(),
  requestContext: {
    requestId: end.requestId,
    functionArn: `${functionArn}:$LATEST`,
    condition: end.condition,
    approximateInvokeCount: end.invokeCount,
  },
  requestPayload: parseJson(end.requestPayload),
  ...(end.response
    ? {
        responseContext: {
          statusCode: 200,
          executedVersion: "$LATEST",
          ...(end.response.functionError ? { functionError: end.response.functionError } : {}),
        },
        responsePayload: parseJson(end.response.payload),
      }
    : {}),
});

/** The event as it was, with what went wrong in the attributes: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html#invocation-dlq */
const deadLetter = (destinationArn: string, end: AsyncEnd): Delivery => {
  const message = end.response ? errorMessageOf(end.response.payload) : undefined;
  return {
    destinationArn,
    body: end.requestPayload.toString("utf8"),
    attributes: {
      RequestID: { DataType: "String", StringValue: end.requestId },
      ErrorCode: { DataType: "Number", StringValue: end.response ? "200" : "429" },
      // AWS keeps the first kilobyte.
      ErrorMessage: {
        DataType: "String",
        StringValue: Buffer.from(message ?? end.condition)
          .subarray(0, 1_024)
          .toString("utf8"),
      },
    },
  };
};
