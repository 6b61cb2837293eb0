import { setTimeout as sleep } from "node:timers/promises";
import { messageOf } from "../errors.ts";
import type { Log } from "../log.ts";
import type { CloudClient, Health } from "./client.ts";
import { runningCloud } from "./join-cloud.ts";

const everyMs = 1_000;

/**
 * Notices when the local cloud was restarted, and calls `rejoin` with the new one.
 *
 * @param everyMs how often to look
 */
export const watchCloud = (
  root: string,
  joined: CloudClient,
  rejoin: (cloud: CloudClient) => Promise<void>,
  log: Log,
): { close(): void } => {
  const stopped = new AbortController();

  const watch = async () => {
    let current = await joined.health();
    let client = joined;
    let away = false;
    for (;;) {
      await sleep(everyMs, undefined, { signal: stopped.signal, ref: false });
      const health = await client.health();
      if (health && same(health, current)) continue;
      if (!away) log.warn("the local cloud is gone; waiting for it to come back");
      away = true;
      const next = await runningCloud(root);
      if (!next) continue;
      try {
        await rejoin(next);
        client = next;
        current = await next.health();
        away = false;
        log.note(`joined the local cloud again, at ${next.access.Endpoint}`);
      } catch (error) {
        next.close();
        log.warn(messageOf(error));
      }
    }
  };

  // Ends by being aborted.
  watch().catch(() => {});
  return { close: () => stopped.abort() };
};

const same = (one: Health, other: Health | undefined): boolean =>
  one.pid === other?.pid && one.endpoint === other.endpoint;
