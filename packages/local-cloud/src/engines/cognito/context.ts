import type { Access } from "../../gateway/engine.ts";
import { type Input, optionalText } from "./input.ts";
import type { Messenger } from "./messages/messenger.ts";
import { poolArn } from "./pools/pool-view.ts";
import type { Store } from "./store/store.ts";
import type { Keys } from "./tokens/keys.ts";
import type { Triggers } from "./triggers/triggers.ts";

/** What every action works with. */
export interface Cognito {
  readonly region: string;
  readonly accountId: string;
  readonly store: Store;
  readonly keys: Keys;
  readonly messenger: Messenger;
  readonly triggers: Triggers;
  /** Milliseconds. */
  readonly now: () => number;
}

/** One API action, see {@link Access} for what it may do. */
export interface Action {
  access(input: Input): readonly Access[] | "public";
  handle(input: Input): Promise<object> | object;
}

/** Access to one pool: the resource of nearly all signed actions. */
export const onPool =
  (cognito: Cognito, operation: string) =>
  (input: Input): readonly Access[] => [
    {
      action: `cognito-idp:${operation}`,
      resources: [poolArn(cognito, optionalText(input, "UserPoolId") ?? "*")],
    },
  ];

/** For actions that users call with nothing but what they know, or hold. */
export const unsigned = (): "public" => "public";
