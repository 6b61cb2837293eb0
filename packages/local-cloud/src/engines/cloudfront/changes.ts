/** Who serves distributions, and is told when they change. */
export interface ChangeListener {
  /** Anything was created, changed or deleted. The call that did it waits for this. */
  changed(): Promise<void>;
  /** From now on nothing may be served under these paths that was fetched before. */
  invalidated(distributionId: string, paths: readonly string[]): void;
}

export interface Changes extends ChangeListener {
  subscribe(listener: ChangeListener): void;
}

export const createChanges = (): Changes => {
  const listeners = new Set<ChangeListener>();
  return {
    subscribe: (listener) => void listeners.add(listener),
    changed: async () => {
      await Promise.all([...listeners].map((listener) => listener.changed()));
    },
    invalidated: (distributionId, paths) => {
      for (const listener of listeners) listener.invalidated(distributionId, paths);
    },
  };
};
