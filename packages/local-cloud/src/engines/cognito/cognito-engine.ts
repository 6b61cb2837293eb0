import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Dispatcher, Engine } from "../../gateway/engine.ts";
import type { Mailbox } from "../../mail/mailbox.ts";
import type { Cognito } from "./context.ts";
import { createMessenger } from "./messages/messenger.ts";
import { operationsOf } from "./operations.ts";
import { openStore } from "./store/store.ts";
import { loadKeys } from "./tokens/keys.ts";
import { type UserTokens, userTokens } from "./tokens/user-tokens.ts";
import { createTriggers } from "./triggers/triggers.ts";
import { wellKnown } from "./well-known.ts";

export interface CognitoOptions {
  /** Folder that holds all state of the cloud; the engine keeps to `cognito/` in it. */
  readonly stateDir: string;
  readonly region: string;
  readonly accountId: string;
  /** Calls the functions of a pool's triggers. */
  readonly dispatcher: Dispatcher;
  /** Takes the codes. */
  readonly mailbox: Pick<Mailbox, "deliver">;
  readonly now?: () => Date;
  /** Where each code is also said, in one line; the console unless told. */
  readonly log?: (line: string) => void;
  /** What a trigger's function has before it is called again; AWS's five seconds unless told. */
  readonly triggerTimeoutMs?: number;
}

export interface CognitoEngine extends Engine {
  readonly userTokens: UserTokens;
}

/** Cognito user pools. docs/decisions/0008-own-cognito.md says why it is our own. */
export const createCognitoEngine = async (options: CognitoOptions): Promise<CognitoEngine> => {
  const { stateDir, region, accountId, dispatcher, mailbox, log = console.log } = options;
  const folder = path.join(stateDir, "cognito");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const now = options.now ? () => options.now?.().getTime() ?? Date.now() : Date.now;
  const store = openStore(folder);
  store.sessions.prune(now());
  const triggers = createTriggers({
    dispatcher,
    region,
    accountId,
    ...(options.triggerTimeoutMs === undefined ? {} : { timeoutMs: options.triggerTimeoutMs }),
  });
  const cognito: Cognito = {
    region,
    accountId,
    store,
    keys: loadKeys(folder),
    messenger: createMessenger({ mailbox, triggers, log }),
    triggers,
    now,
  };
  return {
    service: "cognito-idp",
    protocol: "json-1.1",
    targets: ["AWSCognitoIdentityProviderService"],
    operations: operationsOf(cognito),
    userTokens: userTokens(cognito),
    http: async (request) => wellKnown(cognito, request),
    close: async () => store.close(),
  };
};
