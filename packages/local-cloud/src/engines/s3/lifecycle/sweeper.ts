import { setImmediate } from "node:timers/promises";
import type { S3Context } from "../context.ts";
import { sweepBucket } from "./sweep.ts";

export interface Sweeper {
  /** Ends after the page under way. */
  stop(): Promise<void>;
}

/** S3 looks once a day; here whoever sets a rule wants to see it work. */
export const startSweeper = (context: S3Context, everyMs: number): Sweeper => {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let sweeping: Promise<void> = Promise.resolve();

  const sweep = async (): Promise<void> => {
    for (const bucket of context.buckets.list())
      for await (const _page of sweepBucket(context, bucket)) {
        if (stopped) return;
        await setImmediate();
      }
  };

  const next = (): void => {
    if (!stopped) timer = setTimeout(run, everyMs).unref();
  };
  const run = (): void => {
    sweeping = sweep()
      .catch((error: unknown) => console.error("S3 could not apply its lifecycle rules:", error))
      .finally(next);
  };
  next();

  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await sweeping;
    },
  };
};
