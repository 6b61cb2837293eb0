import { setTimeout as delay } from "node:timers/promises";

/** Looks, with growing pauses, until there is something to see. What takes minutes on AWS takes moments here. */
export const whenSeen = async <T>(look: () => Promise<T | undefined>): Promise<T> => {
  for (let pauseMilliseconds = 10; ; pauseMilliseconds = Math.min(pauseMilliseconds * 2, 5_000)) {
    const seen = await look();
    if (seen !== undefined) return seen;
    await delay(pauseMilliseconds);
  }
};
