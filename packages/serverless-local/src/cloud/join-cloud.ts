import { LocalError } from "../errors.ts";
import type { Log } from "../log.ts";
import { startChildCloud } from "./child-cloud.ts";
import { type CloudClient, cloudClient } from "./client.ts";
import { publishedAccess } from "./outputs.ts";

export interface JoinedCloud {
  readonly client: CloudClient;
  /** Stops the cloud if it was started for us. */
  leave(): Promise<void>;
}

/** The running local cloud of this checkout, or none. */
export const runningCloud = async (root: string): Promise<CloudClient | undefined> => {
  const access = publishedAccess(root);
  if (!access) return undefined;
  const client = cloudClient(access);
  if (await client.health()) return client;
  client.close();
  return undefined;
};

/**
 * Joins the local cloud of this checkout, starting one when none runs.
 *
 * @param needs services to start with it
 * @param abandoned stops the start of a cloud
 * @throws {LocalError}
 */
export const joinCloud = async (
  root: string,
  needs: readonly string[],
  log: Pick<Log, "note">,
  abandoned: AbortSignal,
): Promise<JoinedCloud> => {
  const running = await runningCloud(root);
  if (running) {
    log.note(`joined the local cloud at ${running.access.Endpoint}`);
    return { client: running, leave: async () => running.close() };
  }
  log.note("no local cloud is running: starting one");
  const child = await startChildCloud(root, needs, log, abandoned);
  const client = await runningCloud(root);
  if (!client) {
    await child.stop();
    throw new LocalError("The local cloud says it is ready, but its .local/outputs.json leads to none");
  }
  return {
    client,
    leave: async () => {
      client.close();
      await child.stop();
    },
  };
};
