import type { Access, ApiCall, Operation } from "../../gateway/engine.ts";
import { type InputReader, inputReader, type ValidationCode } from "../../gateway/input-reader.ts";
import type { ConditionContext } from "../../iam/policy.ts";
import { arnOf } from "./arns.ts";
import type { SesContext } from "./context.ts";
import { type Resource, tagsOf } from "./resources.ts";
import { resourceTagContext } from "./tags.ts";

export type SesAction = (context: SesContext) => Operation<Record<string, unknown>>;

/** What a call needs leave for. */
export interface Need {
  /** Left out where the action has the name of the operation. */
  readonly action?: string;
  /** Each must be allowed; left out for actions on no resource. */
  readonly resources?: readonly Resource[];
  readonly conditions?: ConditionContext;
}

export interface ActionSteps {
  readonly needs?: (read: InputReader, context: SesContext) => Need;
  readonly handle: (read: InputReader, context: SesContext, call: ApiCall) => object | Promise<object>;
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsimpleemailservicev2.html */
const actionsOf =
  (apiVersion: "1" | "2", code: ValidationCode) =>
  (name: string, { needs, handle }: ActionSteps): SesAction =>
  (context) => {
    const access = (input: Readonly<Record<string, unknown>>): readonly Access[] => {
      const need = needs?.(inputReader(input, code), context) ?? {};
      const action = `ses:${need.action ?? name}`;
      const conditions = { "ses:ApiVersion": apiVersion, ...need.conditions };
      if (!need.resources) return [{ action, resources: ["*"], context: conditions }];
      return need.resources.map((resource) => ({
        action,
        resources: [arnOf(context, resource.kind, resource.name)],
        context: { ...resourceTagContext(tagsOf(context, resource)), ...conditions },
      }));
    };
    return { access, handle: async (input, call) => handle(inputReader(input, code), context, call) };
  };

/** An operation of API v2. */
export const sesAction = actionsOf("2", "BadRequestException");

/** An operation of API v1. */
export const olderSesAction = actionsOf("1", "ValidationError");
