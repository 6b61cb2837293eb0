import type { Counters, Schedule } from "./fault.ts";
import { seededRandom } from "./random.ts";

/** One call that a fault hits. */
export interface Turn {
  /** The next number of the fault's own sequence. */
  random(): number;
}

export interface Turns {
  readonly counters: Counters;
  /** Counts a matching call. @returns `undefined` when the call is spared */
  next(): Turn | undefined;
}

/** Decides by count and by seed alone: the n-th matching call is hit or spared whenever it comes. */
export const createTurns = ({ probability, seed, after, times }: Schedule): Turns => {
  const random = seededRandom(seed);
  let matched = 0;
  let injected = 0;
  const used = () => times !== undefined && injected >= times;

  return {
    get counters() {
      return { matched, injected };
    },
    next: () => {
      matched++;
      if (matched <= after || used() || random() >= probability) return undefined;
      injected++;
      return { random };
    },
  };
};
