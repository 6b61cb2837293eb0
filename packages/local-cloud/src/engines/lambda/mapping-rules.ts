import type { QueueMapping, StreamMapping } from "../../functions/mappings/mapping.ts";
import { requireDataPatterns } from "./kinesis-filter.ts";
import { invalidParameter } from "./lambda-errors.ts";
import type { MappingSettings } from "./mapping-settings.ts";

type Identity = "UUID" | "EventSourceArn" | "FunctionName" | "LastModified" | "Tags";

const queueOnly = ["ScalingConfig"] as const;
const streamOnly = [
  "ParallelizationFactor",
  "BisectBatchOnFunctionError",
  "MaximumRetryAttempts",
  "MaximumRecordAgeInSeconds",
  "DestinationConfig",
] as const;

/**
 * The settings of a mapping from a queue, checked together.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html
 *
 * @param before what they were, when they change
 */
export const queueSettings = (
  given: MappingSettings,
  queueArn: string,
  before?: QueueMapping,
): Omit<QueueMapping, Identity> => {
  refuse(given, streamOnly, "SQS");
  const { FilterCriteria, ScalingConfig } = { ...before, ...given };
  const settings = {
    source: "sqs" as const,
    Enabled: given.Enabled ?? before?.Enabled ?? true,
    BatchSize: given.BatchSize ?? before?.BatchSize ?? 10,
    MaximumBatchingWindowInSeconds:
      given.MaximumBatchingWindowInSeconds ?? before?.MaximumBatchingWindowInSeconds ?? 0,
    FunctionResponseTypes: given.FunctionResponseTypes ?? before?.FunctionResponseTypes ?? [],
    ...(FilterCriteria && FilterCriteria.Filters.length > 0 ? { FilterCriteria } : {}),
    ...(ScalingConfig?.MaximumConcurrency === undefined ? {} : { ScalingConfig }),
  };
  const fifo = queueArn.endsWith(".fifo");
  if (fifo && settings.BatchSize > 10)
    throw invalidParameter("Batch size must not exceed 10 for FIFO queues");
  if (fifo && settings.MaximumBatchingWindowInSeconds > 0)
    throw invalidParameter("Batching window is not supported for FIFO queues");
  if (settings.BatchSize > 10 && settings.MaximumBatchingWindowInSeconds < 1)
    throw invalidParameter(
      "Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10",
    );
  return settings;
};

/**
 * The settings of a mapping from a stream.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-params.html
 * https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html
 */
export const streamSettings = (
  given: MappingSettings,
  source: StreamMapping["source"],
  before?: StreamMapping,
): Omit<StreamMapping, Identity | "source" | "StartingPosition"> => {
  refuse(given, queueOnly, source === "kinesis" ? "Kinesis stream" : "DynamoDB stream");
  if (source === "kinesis") requireDataPatterns(given.FilterCriteria);
  const { FilterCriteria } = { ...before, ...given };
  return {
    Enabled: given.Enabled ?? before?.Enabled ?? true,
    BatchSize: given.BatchSize ?? before?.BatchSize ?? 100,
    MaximumBatchingWindowInSeconds:
      given.MaximumBatchingWindowInSeconds ?? before?.MaximumBatchingWindowInSeconds ?? 0,
    FunctionResponseTypes: given.FunctionResponseTypes ?? before?.FunctionResponseTypes ?? [],
    ...(FilterCriteria && FilterCriteria.Filters.length > 0 ? { FilterCriteria } : {}),
    ParallelizationFactor: given.ParallelizationFactor ?? before?.ParallelizationFactor ?? 1,
    BisectBatchOnFunctionError:
      given.BisectBatchOnFunctionError ?? before?.BisectBatchOnFunctionError ?? false,
    MaximumRetryAttempts: given.MaximumRetryAttempts ?? before?.MaximumRetryAttempts ?? -1,
    MaximumRecordAgeInSeconds: given.MaximumRecordAgeInSeconds ?? before?.MaximumRecordAgeInSeconds ?? -1,
    DestinationConfig: given.DestinationConfig ?? before?.DestinationConfig ?? {},
  };
};

const refuse = (
  given: MappingSettings,
  members: readonly (keyof MappingSettings)[],
  source: string,
): void => {
  const wrong = members.find((member) => given[member] !== undefined);
  if (wrong) throw invalidParameter(`Unsupported parameter ${wrong} for ${source} event sources.`);
};
