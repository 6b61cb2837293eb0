import type { ApiCall, Operation } from "../../gateway/engine.ts";
import { type InputReader, inputReader } from "../../gateway/input-reader.ts";
import type { ConditionContext } from "../../iam/policy.ts";
import { validationError } from "./errors.ts";
import { parameterArn } from "./names.ts";
import type { ParameterStore } from "./store.ts";

export interface SsmContext {
  readonly store: ParameterStore;
  readonly region: string;
  readonly accountId: string;
  readonly now: () => Date;
}

export type SsmAction = (context: SsmContext) => Operation<Record<string, unknown>>;

export interface SsmActionSteps {
  /** Names, ARNs or paths that the caller needs the action on; left out when it is one on everything. */
  readonly parameters?: (read: InputReader) => readonly string[];
  readonly conditions?: (read: InputReader) => ConditionContext;
  readonly handle: (read: InputReader, context: SsmContext, call: ApiCall) => object;
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html */
export const ssmAction =
  (name: string, { parameters, conditions, handle }: SsmActionSteps): SsmAction =>
  (context) => {
    const { store, region, accountId } = context;
    const arnOf = (text: string) => parameterArn(region, accountId, store.nameOf(text));
    return {
      access: (input) => {
        const read = inputReader(input, "ValidationException");
        const resources = parameters?.(read).map(arnOf) ?? [`arn:aws:ssm:${region}:${accountId}:*`];
        const keys = conditions?.(read);
        return [{ action: `ssm:${name}`, resources, ...(keys ? { context: keys } : {}) }];
      },
      handle: (input, call) => handle(inputReader(input, "ValidationException"), context, call),
    };
  };

export const nameIn = (read: InputReader): string => read.text("Name", { minimum: 1, maximum: 2_048 });

const mostNames = 10;

/** @throws {AwsError} `ValidationException` for no name, more than ten, or the same twice */
export const namesIn = (read: InputReader): readonly string[] => {
  const names = read.texts("Names", { minimum: 1, maximum: 2_048 });
  if (names.length === 0 || names.length > mostNames)
    throw validationError(
      `1 validation error detected: Value '[${names.join(", ")}]' at 'names' failed to satisfy constraint: Member must have length between 1 and ${mostNames}`,
    );
  if (new Set(names).size !== names.length)
    throw validationError("Duplicate parameters are not allowed in one request.");
  return names;
};
