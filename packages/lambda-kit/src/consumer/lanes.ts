/** Who may run when: a few at once, and within a lane one after the other. */

/** @param isBehindFailure whether an earlier piece of work of the same lane failed, so that this one must not be done */
export type Work<T> = (isBehindFailure: boolean) => Promise<T>;

export interface Lanes {
  /** @param lane what must stay in order; `undefined` has no order */
  run<T>(lane: string | undefined, work: Work<T>): Promise<T>;
}

/** Runs at most `limit` pieces of work at once, those that came first first. */
const slots = (limit: number) => {
  const waiting: (() => void)[] = [];
  let free = limit;
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
};

export const startLanes = (concurrency: number): Lanes => {
  const inSlot = slots(concurrency);
  /** By lane: whether all of it succeeded so far. */
  const ends = new Map<string, Promise<boolean>>();
  return {
    run(lane, work) {
      if (lane === undefined) return inSlot(() => work(false));
      const before = ends.get(lane);
      const run = (async () => {
        const isBehindFailure = before !== undefined && !(await before);
        return inSlot(() => work(isBehindFailure));
      })();
      const succeeded = run.then(
        async () => (await before) ?? true,
        () => false,
      );
      ends.set(lane, succeeded);
      return run;
    },
  };
};
