import type { FunctionRecord } from "../../../functions/function-record.ts";
import type { Mapping } from "../../../functions/mappings/mapping.ts";
import { type Action, existingFunction, type LambdaContext } from "../context.ts";
import { requireQueue } from "../event-source.ts";
import { existingMapping, onMapping } from "../mapping-access.ts";
import { queueSettings, streamSettings } from "../mapping-rules.ts";
import { mappingSettings } from "../mapping-settings.ts";
import type { Input } from "../members.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_UpdateEventSourceMapping.html */
export const updateEventSourceMapping: Action = (context) => ({
  access: (input) => onMapping(context, "UpdateEventSourceMapping", input),
  handle: async (input) => {
    const before = existingMapping(context, input);
    const record = existingFunction(context, { FunctionName: input.FunctionName ?? before.FunctionName });
    const after = await updated(context, before, input, record);
    context.mappings.update(after);
    return context.mappings.view(after.UUID) ?? {};
  },
});

const updated = async (
  context: LambdaContext,
  before: Mapping,
  input: Input,
  record: FunctionRecord,
): Promise<Mapping> => {
  const identity = {
    UUID: before.UUID,
    EventSourceArn: before.EventSourceArn,
    FunctionName: record.configuration.FunctionName,
    LastModified: context.now().getTime() / 1_000,
    Tags: before.Tags,
  };
  const given = mappingSettings(input);
  if (before.source === "sqs") {
    const settings = queueSettings(given, before.EventSourceArn, before);
    await requireQueue(context, before.EventSourceArn, record);
    return { ...identity, ...settings };
  }
  const { FilterCriteria: _, ...kept } = before;
  return { ...kept, ...identity, ...streamSettings(given, before.source, before) };
};
