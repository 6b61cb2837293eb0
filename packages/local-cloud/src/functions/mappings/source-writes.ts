/**
 * Tells stream pollers that there is something new, so that they look at once and can otherwise sleep.
 * A signal that is lost costs a moment, never a record: pollers also look by themselves.
 */
export interface SourceWrites {
  /**
   * @param place ARN of the table, without a stream label; or ARN of the Kinesis stream and shard,
   * `arn:aws:kinesis:<region>:<account>:stream/<name>/<shard id>`
   */
  written(place: string): void;
  /** Calls `listener` after each write; answers how to stop that. */
  listen(place: string, listener: () => void): () => void;
}

export const createSourceWrites = (): SourceWrites => {
  const listeners = new Map<string, Set<() => void>>();
  return {
    written: (place) => {
      for (const listener of listeners.get(place) ?? []) listener();
    },
    listen: (place, listener) => {
      const ofPlace = listeners.get(place) ?? new Set();
      listeners.set(place, ofPlace.add(listener));
      return () => {
        ofPlace.delete(listener);
        if (ofPlace.size === 0) listeners.delete(place);
      };
    },
  };
};
