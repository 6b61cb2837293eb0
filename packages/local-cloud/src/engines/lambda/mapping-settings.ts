import type { QueueMapping, StreamMapping } from "../../functions/mappings/mapping.ts";
import { compilePattern } from "../matching/pattern.ts";
import { PatternError } from "../matching/pattern-error.ts";
import { destinationConfig } from "./destination-config.ts";
import { invalidParameter, unsupported } from "./lambda-errors.ts";
import {
  type Input,
  isObject,
  optionalBoolean,
  optionalChoice,
  optionalInteger,
  optionalObject,
  optionalText,
  optionalTexts,
} from "./members.ts";

/** Settings as given to Create and Update; only those that were given. */
export type MappingSettings = Partial<
  Omit<QueueMapping, "source" | "UUID" | "EventSourceArn" | "FunctionName" | "LastModified" | "Tags"> &
    Omit<
      StreamMapping,
      "source" | "UUID" | "EventSourceArn" | "FunctionName" | "LastModified" | "Tags" | "StartingPosition"
    >
>;

/**
 * Reads what Create and Update share. https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html
 *
 * @throws {AwsError} for values that AWS refuses, and members that have no local counterpart
 */
export const mappingSettings = (input: Input): MappingSettings => {
  refuseUnsupported(input);
  const given = {
    Enabled: optionalBoolean(input, "Enabled"),
    BatchSize: optionalInteger(input, "BatchSize", { minimum: 1, maximum: 10_000 }),
    MaximumBatchingWindowInSeconds: optionalInteger(input, "MaximumBatchingWindowInSeconds", {
      minimum: 0,
      maximum: 300,
    }),
    FunctionResponseTypes: responseTypes(input),
    FilterCriteria: filterCriteria(input),
    ScalingConfig: scalingConfig(input),
    ParallelizationFactor: optionalInteger(input, "ParallelizationFactor", { minimum: 1, maximum: 10 }),
    BisectBatchOnFunctionError: optionalBoolean(input, "BisectBatchOnFunctionError"),
    MaximumRetryAttempts: optionalInteger(input, "MaximumRetryAttempts", { minimum: -1, maximum: 10_000 }),
    MaximumRecordAgeInSeconds: recordAge(input),
    DestinationConfig: destinationConfig(input, { onSuccess: [], onFailure: ["sqs", "sns"] }),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
};

const refuseUnsupported = (input: Input): void => {
  const tumbling = optionalInteger(input, "TumblingWindowInSeconds", { minimum: 0, maximum: 900 });
  if (tumbling) throw unsupported("tumbling windows", "Leave TumblingWindowInSeconds out.");
  for (const member of [
    "KMSKeyArn",
    "SourceAccessConfigurations",
    "SelfManagedEventSource",
    "Topics",
    "Queues",
    "AmazonManagedKafkaEventSourceConfig",
    "SelfManagedKafkaEventSourceConfig",
    "DocumentDBEventSourceConfig",
    "ProvisionedPollerConfig",
    "LoggingConfig",
    "MetricsConfig",
  ]) {
    const value = input[member];
    const empty = value === undefined || value === null || (Array.isArray(value) && value.length === 0);
    if (!empty) throw unsupported(`the mapping member ${member}`, "Leave it out.");
  }
};

const responseTypes = (input: Input): readonly "ReportBatchItemFailures"[] | undefined =>
  optionalTexts(input, "FunctionResponseTypes")?.map((_, index, values) => {
    const choice = optionalChoice({ FunctionResponseTypes: values[index] }, "FunctionResponseTypes", [
      "ReportBatchItemFailures",
    ]);
    return choice ?? "ReportBatchItemFailures";
  });

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html */
const filterCriteria = (input: Input): QueueMapping["FilterCriteria"] => {
  const criteria = optionalObject(input, "FilterCriteria");
  if (!criteria) return undefined;
  const filters = criteria.Filters ?? [];
  if (!Array.isArray(filters) || filters.length > 5)
    throw invalidParameter("FilterCriteria.Filters must be a list of at most 5 filters.");
  return {
    Filters: filters.map((filter: unknown) => {
      const Pattern = isObject(filter)
        ? optionalText(filter, "Pattern", { maximumLength: 4_096 })
        : undefined;
      if (Pattern === undefined) throw invalidParameter("Invalid filter pattern definition.");
      requirePattern(Pattern);
      return { Pattern };
    }),
  };
};

const requirePattern = (pattern: string): void => {
  try {
    compilePattern(pattern);
  } catch (error) {
    if (error instanceof PatternError) throw invalidParameter("Invalid filter pattern definition.");
    throw error;
  }
};

/** https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html#events-sqs-max-concurrency */
const scalingConfig = (input: Input): QueueMapping["ScalingConfig"] => {
  const config = optionalObject(input, "ScalingConfig");
  if (!config) return undefined;
  const MaximumConcurrency = optionalInteger(config, "MaximumConcurrency", { minimum: 2, maximum: 1_000 });
  return MaximumConcurrency === undefined ? {} : { MaximumConcurrency };
};

const recordAge = (input: Input): number | undefined => {
  const age = optionalInteger(input, "MaximumRecordAgeInSeconds", { minimum: -1, maximum: 604_800 });
  if (age !== undefined && age > -1 && age < 60)
    throw invalidParameter("MaximumRecordAgeInSeconds must be -1 or between 60 and 604800 seconds.");
  return age;
};
