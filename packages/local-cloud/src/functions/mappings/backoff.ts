import { setTimeout as sleep } from "node:timers/promises";
import type { FunctionSettings } from "../settings.ts";

/** Pauses that double from one failure to the next, until a success. */
export interface Backoff {
  /** @throws when the signal aborts */
  pause(signal: AbortSignal): Promise<void>;
  reset(): void;
}

export const createBackoff = (
  settings: Pick<FunctionSettings, "backoffMs" | "maximumBackoffMs">,
): Backoff => {
  let next = settings.backoffMs;
  return {
    pause: async (signal) => {
      const pauseMs = next;
      next = Math.min(next * 2, settings.maximumBackoffMs);
      await sleep(pauseMs, undefined, { signal, ref: false });
    },
    reset: () => {
      next = settings.backoffMs;
    },
  };
};
