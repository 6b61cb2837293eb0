import type { FunctionRecord } from "../function-record.ts";
import type { InvocationResult } from "../invoker.ts";
import type { StreamMapping } from "./mapping.ts";
import type { StreamRecord } from "./stream-record.ts";

/** Records that are given up. */
export interface Discard {
  readonly condition: "RetryAttemptsExhausted" | "RecordAgeExceeded";
  readonly records: readonly [StreamRecord, ...StreamRecord[]];
  readonly shardId: string;
  readonly invokeCount: number;
  /** The last answer of the function; none when the records were never sent. */
  readonly result: InvocationResult | undefined;
  readonly requestId: string;
  readonly at: Date;
}

/**
 * What an on-failure destination is told: where the records are, not what they hold.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 * https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html
 */
export const failureRecord = (
  discard: Discard,
  mapping: StreamMapping,
  { configuration }: FunctionRecord,
): string => {
  const [first] = discard.records;
  const last = discard.records.at(-1) ?? first;
  return JSON.stringify({
    requestContext: {
      requestId: discard.requestId,
      functionArn: configuration.FunctionArn,
      condition: discard.condition,
      approximateInvokeCount: discard.invokeCount,
    },
    ...(discard.result
      ? {
          responseContext: {
            statusCode: 200,
            executedVersion: "$LATEST",
            ...(discard.result.functionError ? { functionError: discard.result.functionError } : {}),
          },
        }
      : {}),
    version: "1.0",
    timestamp: discard.at.toISOString(),
    [mapping.source === "kinesis" ? "KinesisBatchInfo" : "DDBStreamBatchInfo"]: {
      shardId: discard.shardId,
      startSequenceNumber: first.sequenceNumber,
      endSequenceNumber: last.sequenceNumber,
      approximateArrivalOfFirstRecord: new Date(first.arrivedAt).toISOString(),
      approximateArrivalOfLastRecord: new Date(last.arrivedAt).toISOString(),
      batchSize: discard.records.length,
      streamArn: mapping.EventSourceArn,
    },
  });
};
