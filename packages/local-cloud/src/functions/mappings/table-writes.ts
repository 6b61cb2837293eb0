/**
 * Tells stream pollers that a table was written, so that they look at once and can otherwise sleep.
 * A signal that is lost costs a moment, never a record: pollers also look by themselves.
 */
export interface TableWrites {
  /** @param tableArn `arn:aws:dynamodb:<region>:<account>:table/<name>`, without a stream label */
  written(tableArn: string): void;
  /** Calls `listener` after each write; answers how to stop that. */
  listen(tableArn: string, listener: () => void): () => void;
}

export const createTableWrites = (): TableWrites => {
  const listeners = new Map<string, Set<() => void>>();
  return {
    written: (tableArn) => {
      for (const listener of listeners.get(tableArn) ?? []) listener();
    },
    listen: (tableArn, listener) => {
      const ofTable = listeners.get(tableArn) ?? new Set();
      listeners.set(tableArn, ofTable.add(listener));
      return () => {
        ofTable.delete(listener);
        if (ofTable.size === 0) listeners.delete(tableArn);
      };
    },
  };
};

/** `.../table/todos/stream/2026-11-22T10:00:00.000` -> `.../table/todos` */
export const tableArnOf = (streamArn: string): string => streamArn.split("/stream/")[0] ?? streamArn;
