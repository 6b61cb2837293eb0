/**
 * Commits in groups. All changes of one turn of the event loop are one transaction, and syncing the disk costs
 * the same for one change and for a hundred: it is done aside, while the next group comes in. That one is
 * committed when the disk is free again; before, nothing would be won by it. Where many changes come at a time,
 * a group waits a moment for more of them. Answers wait for the disk.
 */
import type { DatabaseSync } from "node:sqlite";

/** Less than a client needs for a few calls. */
const lingerMs = 4;
/** Where fewer come together, those to wait for would come too late. */
const many = 4;

export interface Commits {
  /** All writes of `work` are kept together, or, when it throws, none. They are on disk once `settled`. */
  transact<T>(work: () => T): T;
  /** Resolves once everything that was written before is on disk. @throws {Error} when it cannot be written */
  settled(): Promise<void>;
}

/** What goes along with the writes of transactions. */
export interface Followers {
  /** A place in what is to be done after the commit. */
  mark(): number;
  /** What was added since is not to be done. */
  backTo(mark: number): void;
  /** Writes what belongs to all changes of the transaction, at its end. */
  finish(): void;
  /** Takes what was added up to now. @returns what is to be done with it once the commit is on disk */
  take(): () => void;
}

/**
 * @param sync resolves once all that was committed before the call is on disk. When it fails, nobody knows
 *   what is there, and a later success would not tell either: from then on nothing is acknowledged.
 */
export const createCommits = (
  database: DatabaseSync,
  followers: Followers,
  sync: () => Promise<void>,
): Commits => {
  const beginning = database.prepare("BEGIN IMMEDIATE");
  const committing = database.prepare("COMMIT");
  const saving = database.prepare("SAVEPOINT work");
  const releasing = database.prepare("RELEASE work");
  let isOpen = false;
  let isSyncing = false;
  /** Changes of the group that is open, and of the one before it. */
  let changes = 0;
  let changesBefore = 0;
  /** Commits the group that waits for the disk. */
  let next: (() => void) | undefined;
  /** The latest group. It settles after all groups before it, since syncs come one after the other. */
  let latest: Promise<void> = Promise.resolve();
  let lost: Error | undefined;

  const syncOrLose = async (): Promise<void> => {
    isSyncing = true;
    try {
      await sync();
    } catch (error) {
      lost ??= new Error("The index of S3 could not be synced: restart the local cloud.", { cause: error });
    }
    isSyncing = false;
    // First of all, so that the disk works while answers go out.
    const waiting = next;
    next = undefined;
    waiting?.();
    if (lost) throw lost;
  };

  const commit = async (): Promise<void> => {
    isOpen = false;
    changesBefore = changes;
    changes = 0;
    try {
      followers.finish();
      committing.run();
    } catch (error) {
      if (database.isTransaction) database.exec("ROLLBACK");
      followers.backTo(0);
      throw error;
    }
    const follow = followers.take();
    await syncOrLose();
    follow();
  };

  const begin = (): void => {
    if (isOpen) return;
    beginning.run();
    isOpen = true;
    const before = latest;
    const group = new Promise<void>((resolve, reject) => {
      const go = () => void commit().then(resolve, reject);
      const whenDiskIsFree = () => {
        if (isSyncing) next = go;
        else go();
      };
      if (changesBefore >= many) setTimeout(whenDiskIsFree, lingerMs);
      else setImmediate(whenDiskIsFree);
    });
    latest = group;
    group.catch((error: unknown) => {
      // Whoever waits for it is told; when nobody does, the failure must not end the process.
      console.error("S3 could not write its index:", error);
      // It left nothing behind, so that those who come now have nothing to wait for but what came before it.
      if (latest === group) latest = before.catch(() => undefined);
    });
  };

  return {
    transact: (work) => {
      begin();
      changes += 1;
      const mark = followers.mark();
      saving.run();
      try {
        const result = work();
        releasing.run();
        return result;
      } catch (error) {
        database.exec("ROLLBACK TO work; RELEASE work");
        followers.backTo(mark);
        throw error;
      }
    },
    settled: async () => {
      await latest;
      if (lost) throw lost;
    },
  };
};
