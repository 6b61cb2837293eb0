import type { ApiCall, Operation } from "../../gateway/engine.ts";
import { type InputReader, inputReader } from "../../gateway/input-reader.ts";
import type { ConditionContext } from "../../iam/policy.ts";
import type { SecretStore } from "./store.ts";

export interface SecretsContext {
  readonly store: SecretStore;
  readonly now: () => Date;
}

export type SecretsAction = (context: SecretsContext) => Operation<Record<string, unknown>>;

export interface SecretsActionSteps {
  /** Names or ARNs of the secrets that the caller needs the action on; left out for actions on no secret. */
  readonly secrets?: (read: InputReader) => readonly string[];
  readonly conditions?: (read: InputReader) => ConditionContext;
  readonly handle: (read: InputReader, context: SecretsContext, call: ApiCall) => object;
}

const tagContext = (tags: Readonly<Record<string, string>>): ConditionContext =>
  Object.fromEntries(
    Object.entries(tags).flatMap(([key, value]) => [
      [`aws:ResourceTag/${key}`, value],
      [`secretsmanager:ResourceTag/${key}`, value],
    ]),
  );

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html */
export const secretsAction =
  (name: string, { secrets, conditions, handle }: SecretsActionSteps): SecretsAction =>
  (context) => ({
    access: (input) => {
      const read = inputReader(input, "ValidationException");
      const action = `secretsmanager:${name}`;
      const ids = secrets?.(read);
      if (!ids) return [{ action, resources: ["*"] }];
      return ids.map((id) => {
        const secret = context.store.find(id);
        return {
          action,
          resources: [context.store.arnOf(id)],
          context: { ...tagContext(secret?.tags ?? {}), ...conditions?.(read) },
          resourcePolicy: secret?.policy,
        };
      });
    },
    handle: (input, call) => handle(inputReader(input, "ValidationException"), context, call),
  });

export const secretIdIn = (read: InputReader): string =>
  read.text("SecretId", { minimum: 1, maximum: 2_048 });

/** The usual case: one secret, named `SecretId`. */
export const onSecret = (read: InputReader): readonly string[] => [secretIdIn(read)];

export const epochSeconds = (date: Date): number => date.getTime() / 1_000;
