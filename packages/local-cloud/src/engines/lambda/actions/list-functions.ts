import type { Action } from "../context.ts";
import { functionView } from "../function-view.ts";
import { optionalInteger } from "../members.ts";
import { pageOf } from "../paging.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html */
export const listFunctions: Action = (context) => ({
  access: () => [{ action: "lambda:ListFunctions", resources: ["*"] }],
  handle: (input) => {
    const limit = optionalInteger(input, "MaxItems", { minimum: 1, maximum: 10_000 }) ?? 50;
    const { items, NextMarker } = pageOf(input, context.functions.list(), limit, 50);
    return { Functions: items.map(functionView), ...(NextMarker ? { NextMarker } : {}) };
  },
});
