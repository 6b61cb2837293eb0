import { setTimeout as delay } from "node:timers/promises";

export interface RetryRules {
  /** Name of the error that passes by itself. */
  readonly whileError: string;
  readonly everyMilliseconds: number;
  readonly forMilliseconds: number;
}

/** Calls again while AWS says that it only takes time; throws its last error when that takes longer than it should. */
export const retry = async <T>(rules: RetryRules, call: () => Promise<T>): Promise<T> => {
  const deadline = Date.now() + rules.forMilliseconds;
  for (;;) {
    try {
      return await call();
    } catch (error) {
      const passes = error instanceof Error && error.name === rules.whileError;
      if (!passes || Date.now() >= deadline) throw error;
      await delay(rules.everyMilliseconds);
    }
  }
};
