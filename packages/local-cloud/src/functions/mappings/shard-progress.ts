/**
 * Which records of a shard are done, when lanes finish them out of order. The checkpoint is the last record before
 * which none is open, so that a restart repeats some records at most, and skips none.
 */
export interface ShardProgress {
  /** A record was read; in the order of the shard. */
  begin(sequenceNumber: string): void;
  /** @returns the new checkpoint when it moved */
  done(sequenceNumbers: readonly string[]): string | undefined;
  /** Records that were read and are not done. */
  open(): number;
}

export const createShardProgress = (): ShardProgress => {
  // Maps keep the order of insertion; the first entry is the oldest record that the checkpoint has not passed.
  const states = new Map<string, "open" | "done">();
  let open = 0;

  return {
    begin: (sequenceNumber) => {
      states.set(sequenceNumber, "open");
      open++;
    },
    done: (sequenceNumbers) => {
      for (const sequenceNumber of sequenceNumbers) {
        if (states.get(sequenceNumber) !== "open") continue;
        states.set(sequenceNumber, "done");
        open--;
      }
      let checkpoint: string | undefined;
      for (const [sequenceNumber, state] of states) {
        if (state === "open") break;
        checkpoint = sequenceNumber;
        states.delete(sequenceNumber);
      }
      return checkpoint;
    },
    open: () => open,
  };
};
