/** Runs work of one name in turn, work of different names side by side. */
export interface Queues {
  inTurn<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Resolves when nothing is under way or waiting. */
  idle(): Promise<void>;
}

export const createQueues = (): Queues => {
  const last = new Map<string, Promise<unknown>>();
  return {
    inTurn: (name, work) => {
      const earlier = last.get(name) ?? Promise.resolve();
      const running = earlier.then(work, work);
      last.set(name, running);
      const forget = () => {
        if (last.get(name) === running) last.delete(name);
      };
      running.then(forget, forget);
      return running;
    },
    idle: async () => {
      while (last.size > 0) await Promise.allSettled(last.values());
    },
  };
};
