import type { AsyncInvokes } from "../../functions/async-invokes.ts";
import type { FunctionHosts } from "../../functions/function-hosts.ts";
import type { FunctionRecord } from "../../functions/function-record.ts";
import type { FunctionStore } from "../../functions/function-store.ts";
import { functionNotFound } from "../../functions/invoke-errors.ts";
import type { Invoker } from "../../functions/invoker.ts";
import type { Mappings } from "../../functions/mappings/mappings.ts";
import type { Access, Dispatcher, Operation } from "../../gateway/engine.ts";
import { functionNameOf } from "./function-name.ts";
import type { Input } from "./members.ts";

/** What the actions work with. */
export interface LambdaContext {
  readonly region: string;
  readonly accountId: string;
  readonly functions: FunctionStore;
  readonly hosts: FunctionHosts;
  readonly invoker: Invoker;
  readonly asyncInvokes: AsyncInvokes;
  readonly mappings: Mappings;
  readonly dispatcher: Dispatcher;
  readonly now: () => Date;
}

/** Makes an operation; one per file under `actions/`. */
export type Action = (context: LambdaContext) => Operation<Input>;

/** @throws {AwsError} `ResourceNotFoundException` */
export const existingFunction = (context: LambdaContext, input: Input): FunctionRecord => {
  const name = functionNameOf(input);
  const record = context.functions.get(name);
  if (!record) throw functionNotFound(context.functions.arnOf(name));
  return record;
};

/** The access of an operation on one function. https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html */
export const onFunction = (context: LambdaContext, action: string, input: Input): Access[] => {
  const name = functionNameOf(input);
  const policy = context.functions.get(name)?.policy ?? [];
  return [
    {
      action: `lambda:${action}`,
      resources: [context.functions.arnOf(name)],
      ...(policy.length > 0 ? { resourcePolicy: { Version: "2012-10-17", Statement: policy } } : {}),
    },
  ];
};
