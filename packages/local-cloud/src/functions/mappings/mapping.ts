import type { DestinationConfig } from "../function-record.ts";

/**
 * An event source mapping as stored. Member names are those of the Lambda API:
 * https://docs.aws.amazon.com/lambda/latest/api/API_EventSourceMappingConfiguration.html
 */
interface CommonSettings {
  readonly UUID: string;
  readonly EventSourceArn: string;
  readonly FunctionName: string;
  readonly BatchSize: number;
  /** 0 to 300: how long a batch may fill after its first record. */
  readonly MaximumBatchingWindowInSeconds: number;
  readonly FilterCriteria?: { readonly Filters: readonly { readonly Pattern: string }[] };
  readonly FunctionResponseTypes: readonly "ReportBatchItemFailures"[];
  readonly Enabled: boolean;
  /** Epoch seconds. */
  readonly LastModified: number;
  readonly Tags: Readonly<Record<string, string>>;
}

export interface QueueMapping extends CommonSettings {
  readonly source: "sqs";
  readonly ScalingConfig?: { readonly MaximumConcurrency?: number };
}

/** What mappings from all streams have. */
interface StreamSettings extends CommonSettings {
  /** Batches of one shard that run at once, kept apart by the items' keys. */
  readonly ParallelizationFactor: number;
  readonly BisectBatchOnFunctionError: boolean;
  /** -1: until the record leaves the stream. */
  readonly MaximumRetryAttempts: number;
  /** -1: no limit. */
  readonly MaximumRecordAgeInSeconds: number;
  readonly DestinationConfig: DestinationConfig;
}

export interface DynamoDbMapping extends StreamSettings {
  readonly source: "dynamodb";
  readonly StartingPosition: "TRIM_HORIZON" | "LATEST";
}

export type KinesisMapping = StreamSettings & { readonly source: "kinesis" } & (
    | { readonly StartingPosition: "TRIM_HORIZON" | "LATEST" }
    | {
        readonly StartingPosition: "AT_TIMESTAMP";
        /** Epoch seconds. */
        readonly StartingPositionTimestamp: number;
      }
  );

export type StreamMapping = DynamoDbMapping | KinesisMapping;

export type Mapping = QueueMapping | StreamMapping;

/** Where a mapping is in its life; `Creating`, `Enabling`, ... pass by themselves. */
export type MappingState =
  | "Creating"
  | "Enabling"
  | "Enabled"
  | "Disabling"
  | "Disabled"
  | "Updating"
  | "Deleting";

export const reportsItemFailures = (mapping: Mapping): boolean =>
  mapping.FunctionResponseTypes.includes("ReportBatchItemFailures");
