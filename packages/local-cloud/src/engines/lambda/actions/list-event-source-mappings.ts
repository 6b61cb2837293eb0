import type { Action } from "../context.ts";
import { functionNameOf } from "../function-name.ts";
import { optionalInteger, optionalText } from "../members.ts";
import { pageOf } from "../paging.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_ListEventSourceMappings.html */
export const listEventSourceMappings: Action = (context) => ({
  access: () => [{ action: "lambda:ListEventSourceMappings", resources: ["*"] }],
  handle: (input) => {
    const sourceArn = optionalText(input, "EventSourceArn");
    const functionName = input.FunctionName === undefined ? undefined : functionNameOf(input);
    const limit = optionalInteger(input, "MaxItems", { minimum: 1, maximum: 10_000 }) ?? 100;
    const wanted = context.mappings
      .list()
      .filter((mapping) => sourceArn === undefined || mapping.EventSourceArn === sourceArn)
      .filter((mapping) => functionName === undefined || mapping.FunctionName === functionName);
    const { items, NextMarker } = pageOf(input, wanted, limit, 100);
    return {
      EventSourceMappings: items.map(({ UUID }) => context.mappings.view(UUID)),
      ...(NextMarker ? { NextMarker } : {}),
    };
  },
});
