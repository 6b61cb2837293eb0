/** Wakes long polls the moment that a queue may have something for them. */
export interface Arrivals {
  /** Something in the queue became, or will become, visible. */
  announce(queueId: number): void;
  /**
   * Resolves at the next announcement, at a time (epoch milliseconds), or when the signal aborts.
   * Whoever waits looks again afterwards; nothing is promised.
   */
  next(queueId: number, until: number, signal: AbortSignal): Promise<void>;
}

export const createArrivals = (clock: () => number): Arrivals => {
  const waiting = new Map<number, Set<() => void>>();

  return {
    announce: (queueId) => {
      const wakers = waiting.get(queueId);
      if (!wakers) return;
      waiting.delete(queueId);
      for (const wake of wakers) wake();
    },

    next: (queueId, until, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve();
        const wakers = waiting.get(queueId) ?? new Set();
        waiting.set(queueId, wakers);
        const wake = (): void => {
          clearTimeout(timer);
          signal.removeEventListener("abort", wake);
          wakers.delete(wake);
          resolve();
        };
        // Timers may fire a millisecond early: one more keeps the second look from coming too soon.
        const timer = setTimeout(wake, Math.max(0, until - clock()) + 1);
        signal.addEventListener("abort", wake);
        wakers.add(wake);
      }),
  };
};
