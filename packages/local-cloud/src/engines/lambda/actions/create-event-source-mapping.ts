import { randomUUID } from "node:crypto";
import type { FunctionRecord } from "../../../functions/function-record.ts";
import type { Mapping } from "../../../functions/mappings/mapping.ts";
import { type Action, existingFunction, type LambdaContext } from "../context.ts";
import { eventSourceOf, requireQueue, requireStream } from "../event-source.ts";
import { functionNameOf } from "../function-name.ts";
import { conflict, invalidParameter } from "../lambda-errors.ts";
import { queueSettings, streamSettings } from "../mapping-rules.ts";
import { mappingSettings } from "../mapping-settings.ts";
import { type Input, optionalTextMap, text } from "../members.ts";
import { dynamoDbStart, kinesisStart, refuseTimestamp } from "../starting-position.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html */
export const createEventSourceMapping: Action = (context) => ({
  access: (input) => [
    {
      action: "lambda:CreateEventSourceMapping",
      resources: ["*"],
      context: { "lambda:FunctionArn": context.functions.arnOf(functionNameOf(input)) },
    },
  ],
  handle: async (input) => {
    const record = existingFunction(context, input);
    const mapping = await mappingOf(context, input, record);
    refuseDuplicate(context, mapping);
    context.mappings.create(mapping);
    return context.mappings.view(mapping.UUID) ?? {};
  },
});

const mappingOf = async (context: LambdaContext, input: Input, record: FunctionRecord): Promise<Mapping> => {
  const EventSourceArn = text(input, "EventSourceArn");
  const given = mappingSettings(input);
  const identity = {
    UUID: randomUUID(),
    EventSourceArn,
    FunctionName: record.configuration.FunctionName,
    LastModified: context.now().getTime() / 1_000,
    Tags: optionalTextMap(input, "Tags") ?? {},
  };
  switch (eventSourceOf(EventSourceArn)) {
    case "sqs": {
      if (input.StartingPosition !== undefined)
        throw invalidParameter("StartingPosition is not valid for SQS event sources.");
      refuseTimestamp(input);
      const settings = queueSettings(given, EventSourceArn);
      await requireQueue(context, EventSourceArn, record);
      return { ...identity, ...settings };
    }
    case "dynamodb": {
      const start = dynamoDbStart(input);
      const settings = streamSettings(given, "dynamodb");
      await requireStream(context, "dynamodb", EventSourceArn);
      return { ...identity, ...settings, source: "dynamodb", ...start };
    }
    case "kinesis": {
      const start = kinesisStart(input, identity.LastModified);
      const settings = streamSettings(given, "kinesis");
      await requireStream(context, "kinesis", EventSourceArn);
      return { ...identity, ...settings, source: "kinesis", ...start };
    }
  }
};

const refuseDuplicate = ({ mappings }: LambdaContext, mapping: Mapping): void => {
  const other = mappings
    .list()
    .find(
      ({ EventSourceArn, FunctionName }) =>
        EventSourceArn === mapping.EventSourceArn && FunctionName === mapping.FunctionName,
    );
  if (other)
    throw conflict(
      `The event source arn (" ${mapping.EventSourceArn} ") and function (" ${mapping.FunctionName} ") provided mapping already exists. Please update or delete the existing mapping with UUID ${other.UUID}`,
    );
};
