import { createHmac, timingSafeEqual } from "node:crypto";
import type { Cognito } from "../context.ts";
import { notAuthorized } from "../errors.ts";
import { type Input, text } from "../input.ts";
import type { AppClient } from "../pools/app-client.ts";
import type { UserPool } from "../pools/user-pool.ts";

/** The app client that a call names, and its pool. */
export interface AppCaller {
  readonly pool: UserPool;
  readonly client: AppClient;
}

/** @throws {AwsError} `ResourceNotFoundException` */
export const appCaller = ({ store }: Cognito, input: Input): AppCaller => {
  const client = store.clients.get(text(input, "ClientId"));
  return { client, pool: store.pools.get(client.poolId) };
};

/**
 * A client with a secret proves it with every call, see
 * https://docs.aws.amazon.com/cognito/latest/developerguide/signing-up-users-in-your-app.html#cognito-user-pools-computing-secret-hash
 *
 * @param username as the call gives it
 * @throws {AwsError} `NotAuthorizedException`
 */
export const checkSecretHash = (client: AppClient, username: string, given: string | undefined): void => {
  if (client.secret === undefined) return;
  if (given === undefined)
    throw notAuthorized(`Client ${client.id} is configured with secret but SECRET_HASH was not received`);
  const expected = createHmac("sha256", client.secret)
    .update(username + client.id)
    .digest();
  const received = Buffer.from(given, "base64");
  if (received.length !== expected.length || !timingSafeEqual(received, expected))
    throw notAuthorized(`SecretHash does not match for the client: ${client.id}`);
};

/** Whether strangers must not learn who has an account. */
export const hidesUsers = ({ settings }: AppClient): boolean =>
  settings.PreventUserExistenceErrors === "ENABLED";
