/** The end of an invocation, seen coming. */
import { TimedOut } from "./failures.ts";

export interface Deadline {
  /** Aborted shortly before Lambda ends the invocation. */
  readonly signal: AbortSignal;
  /** When Lambda ends the invocation: nothing of it runs after. */
  readonly endsAt: Date;
  /** @throws {TimedOut} when the time is up before the work is done */
  race<T>(work: Promise<T>): Promise<T>;
  stop(): void;
}

/** Time to report what is not done, and to send off what goes to the dead-letter queue. */
const reserveMilliseconds = 1_000;

export const startDeadline = (remainingMilliseconds: number): Deadline => {
  const endsAt = new Date(Date.now() + remainingMilliseconds);
  const controller = new AbortController();
  const reserve = Math.min(reserveMilliseconds, remainingMilliseconds / 4);
  const timer = setTimeout(() => controller.abort(new TimedOut()), remainingMilliseconds - reserve);
  const { signal } = controller;
  const timedOut = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  // Nobody may be waiting when it comes.
  timedOut.catch(() => {});
  return {
    signal,
    endsAt,
    race: (work) => Promise.race([work, timedOut]),
    stop: () => clearTimeout(timer),
  };
};
