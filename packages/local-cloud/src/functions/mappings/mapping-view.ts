import type { Mapping, MappingState, QueueMapping, StreamMapping } from "./mapping.ts";

/** A mapping as the API shows it: https://docs.aws.amazon.com/lambda/latest/api/API_EventSourceMappingConfiguration.html */
export const mappingView = (
  mapping: Mapping,
  live: {
    state: MappingState;
    functionArn: string;
    mappingArn: string;
    lastProcessingResult: string | undefined;
  },
): Record<string, unknown> => ({
  UUID: mapping.UUID,
  BatchSize: mapping.BatchSize,
  MaximumBatchingWindowInSeconds: mapping.MaximumBatchingWindowInSeconds,
  EventSourceArn: mapping.EventSourceArn,
  EventSourceMappingArn: live.mappingArn,
  FunctionArn: live.functionArn,
  LastModified: mapping.LastModified,
  State: live.state,
  StateTransitionReason: mapping.source === "sqs" ? "USER_INITIATED" : "User action",
  FunctionResponseTypes: mapping.FunctionResponseTypes,
  ...(mapping.FilterCriteria ? { FilterCriteria: mapping.FilterCriteria } : {}),
  ...(mapping.source === "sqs" ? queueMembers(mapping) : streamMembers(mapping)),
  ...(live.lastProcessingResult ? { LastProcessingResult: live.lastProcessingResult } : {}),
});

const queueMembers = (mapping: QueueMapping): object =>
  mapping.ScalingConfig ? { ScalingConfig: mapping.ScalingConfig } : {};

const streamMembers = (mapping: StreamMapping): object => ({
  StartingPosition: mapping.StartingPosition,
  ...(mapping.StartingPosition === "AT_TIMESTAMP"
    ? { StartingPositionTimestamp: mapping.StartingPositionTimestamp }
    : {}),
  ParallelizationFactor: mapping.ParallelizationFactor,
  BisectBatchOnFunctionError: mapping.BisectBatchOnFunctionError,
  MaximumRetryAttempts: mapping.MaximumRetryAttempts,
  MaximumRecordAgeInSeconds: mapping.MaximumRecordAgeInSeconds,
  TumblingWindowInSeconds: 0,
  DestinationConfig: { OnFailure: {}, ...mapping.DestinationConfig },
});
