import path from "node:path";
import type { Dispatcher, Engine } from "../../gateway/engine.ts";
import { openDatabase } from "../../state/database.ts";
import { openDocumentStore } from "../../state/document-store.ts";
import type { UserTokens } from "../cognito/tokens/user-tokens.ts";
import { createIdentityStore, identitySchema } from "./identities/identity-store.ts";
import { operationsOf } from "./operations.ts";
import type { IdentityPool } from "./pools/identity-pool.ts";
import type { IdentityTokens } from "./tokens/identity-tokens.ts";

export interface CognitoIdentityOptions {
  readonly stateDir: string;
  readonly region: string;
  readonly accountId: string;
  /** Takes the identities' tokens to STS. */
  readonly dispatcher: Dispatcher;
  /** Verifies the tokens that users bring. */
  readonly userTokens: UserTokens;
  /** Signs the identities' own; STS has the same one, to verify them. */
  readonly tokens: IdentityTokens;
  readonly now?: () => Date;
}

/** Cognito identity pools: users of user pools, and guests, get credentials of roles that trust the pool. */
export const createCognitoIdentityEngine = (options: CognitoIdentityOptions): Engine => {
  const { stateDir, now = () => new Date(), ...context } = options;
  const database = openDatabase(path.join(stateDir, "cognito-identity.sqlite"), identitySchema);
  return {
    service: "cognito-identity",
    protocol: "json-1.1",
    targets: ["AWSCognitoIdentityService"],
    operations: operationsOf({
      ...context,
      now,
      pools: openDocumentStore<IdentityPool>(database, "pools"),
      identities: createIdentityStore(database, () => now().getTime()),
    }),
    close: async () => database.close(),
  };
};
