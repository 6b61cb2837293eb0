/** What every IAM action has in common: its input is checked, and its access is one action on one ARN. */
import type { ApiCall, Operation } from "../../gateway/engine.ts";
import { type InputReader, inputReader } from "../../gateway/input-reader.ts";
import type { IamStore } from "./store.ts";

export interface IamContext {
  readonly store: IamStore;
  readonly accountId: string;
  readonly now: () => Date;
}

/** An action, given what it needs. */
export type IamAction = (context: IamContext) => Operation<Record<string, unknown>>;

type ResourceOf = (read: InputReader, context: IamContext) => string;

export const onRole: ResourceOf = (read, { store, accountId }) => {
  const name = read.text("RoleName");
  return store.findRole(name)?.arn ?? `arn:aws:iam::${accountId}:role/${name}`;
};
export const onPolicy: ResourceOf = (read) => read.text("PolicyArn");
export const onEverything: ResourceOf = () => "*";

/** @param resource the ARN that the caller needs `iam:<name>` on */
export const iamAction =
  (
    name: string,
    resource: ResourceOf,
    handle: (read: InputReader, context: IamContext, call: ApiCall) => object,
  ): IamAction =>
  (context) => ({
    access: (input) => [
      { action: `iam:${name}`, resources: [resource(inputReader(input, "ValidationError"), context)] },
    ],
    handle: (input, call) => handle(inputReader(input, "ValidationError"), context, call),
  });
