import { randomBytes, randomInt } from "node:crypto";
import { type Action, type Cognito, onPool } from "../context.ts";
import { optionalFlag, text } from "../input.ts";
import { clientSettings } from "../pools/client-input.ts";
import { clientView } from "../pools/pool-view.ts";

const letters = "abcdefghijklmnopqrstuvwxyz0123456789";

const newClientId = (): string =>
  Array.from({ length: 26 }, () => letters.charAt(randomInt(letters.length))).join("");

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html */
export const createUserPoolClient = (cognito: Cognito): Action => ({
  access: onPool(cognito, "CreateUserPoolClient"),
  handle: (input) => {
    const { store, now } = cognito;
    const pool = store.pools.get(text(input, "UserPoolId"));
    const client = {
      id: newClientId(),
      poolId: pool.id,
      secret: optionalFlag(input, "GenerateSecret") ? randomBytes(32).toString("hex") : undefined,
      settings: clientSettings(input, pool),
      createdAt: now(),
      modifiedAt: now(),
    };
    store.clients.insert(client);
    return { UserPoolClient: clientView(client) };
  },
});
