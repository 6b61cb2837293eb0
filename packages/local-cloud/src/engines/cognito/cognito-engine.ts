import type { Dispatcher, Engine } from "../../gateway/engine.ts";
import type { Mailbox } from "../../mail/mailbox.ts";

export interface CognitoOptions {
  readonly stateDir: string;
  readonly region: string;
  readonly accountId: string;
  readonly dispatcher: Dispatcher;
  readonly mailbox: Mailbox;
}

/** Cognito user pools. */
export const createCognitoEngine = async (_options: CognitoOptions): Promise<Engine> => ({
  service: "cognito-idp",
  protocol: "json-1.1",
  targets: ["AWSCognitoIdentityProviderService"],
  operations: {},
});
