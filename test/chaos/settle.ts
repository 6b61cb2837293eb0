/** Waits until nothing moves any more. */
import { setTimeout as sleep } from "node:timers/promises";
import { deadLetterQueue, eventsQueue, type Ledger } from "./ledger.ts";

export interface Settling {
  /** Todos that are to take effect, and messages that are to be in the dead-letter queue. */
  readonly effects: number;
  readonly deadLetters: number;
  /** When this long nothing has moved, nothing will. */
  readonly quietMs: number;
  readonly signal: AbortSignal;
}

const lookMs = 1_000;

/** @returns whether everything came; what came beside it is for the verdict to tell */
export const settled = async (
  ledger: Ledger,
  { effects, deadLetters, quietMs, signal }: Settling,
): Promise<boolean> => {
  let before = "";
  let movedAt = performance.now();
  for (;;) {
    signal.throwIfAborted();
    const counted = (await ledger.effects()).size;
    const waiting = await ledger.depth(eventsQueue);
    const dead = await ledger.depth(deadLetterQueue);
    const isComplete = waiting === 0 && counted >= effects && dead >= deadLetters;
    const now = `${counted} ${waiting} ${dead}`;
    // Seen twice, so that what was under way when it was looked at has arrived.
    if (isComplete && now === before) return true;
    if (now !== before) movedAt = performance.now();
    // Messages in the queue will move when their visibility timeout ends.
    else if (waiting === 0 && performance.now() - movedAt > quietMs) return false;
    before = now;
    await sleep(lookMs, undefined, { signal });
  }
};
