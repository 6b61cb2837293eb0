import type { Mapping } from "../../functions/mappings/mapping.ts";
import type { Access } from "../../gateway/engine.ts";
import type { LambdaContext } from "./context.ts";
import { resourceNotFound } from "./lambda-errors.ts";
import { type Input, text } from "./members.ts";

/** The access of an operation on one mapping. */
export const onMapping = (context: LambdaContext, action: string, input: Input): Access[] => {
  const uuid = text(input, "UUID");
  const functionName = context.mappings.find(uuid)?.FunctionName;
  return [
    {
      action: `lambda:${action}`,
      resources: [`arn:aws:lambda:${context.region}:${context.accountId}:event-source-mapping:${uuid}`],
      ...(functionName ? { context: { "lambda:FunctionArn": context.functions.arnOf(functionName) } } : {}),
    },
  ];
};

/** @throws {AwsError} `ResourceNotFoundException` */
export const existingMapping = (context: LambdaContext, input: Input): Mapping => {
  const mapping = context.mappings.find(text(input, "UUID"));
  if (!mapping) throw mappingNotFound();
  return mapping;
};

export const mappingNotFound = () => resourceNotFound("The resource you requested does not exist.");
