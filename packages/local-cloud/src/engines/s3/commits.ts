/**
 * Commits in groups. Syncing the disk costs the same for one change and for a hundred, and stops the process
 * meanwhile; so all changes of one turn of the event loop are committed together, and answers wait for it.
 */
import type { DatabaseSync } from "node:sqlite";

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
  committed(): void;
}

export const createCommits = (database: DatabaseSync, followers: Followers): Commits => {
  let group: Promise<void> | undefined;

  const commit = (): void => {
    group = undefined;
    try {
      database.exec("COMMIT");
    } catch (error) {
      if (database.isTransaction) database.exec("ROLLBACK");
      followers.backTo(0);
      throw error;
    }
    followers.committed();
  };

  const begin = (): void => {
    if (group) return;
    database.exec("BEGIN IMMEDIATE");
    group = new Promise((resolve, reject) => {
      setImmediate(() => {
        try {
          commit();
          resolve();
        } catch (error) {
          reject(error);
        }
      });
    });
    // Whoever waits for it is told; when nobody does, the failure must not end the process.
    group.catch((error: unknown) => console.error("S3 could not write its index:", error));
  };

  return {
    transact: (work) => {
      begin();
      const mark = followers.mark();
      database.exec("SAVEPOINT work");
      try {
        const result = work();
        database.exec("RELEASE work");
        return result;
      } catch (error) {
        database.exec("ROLLBACK TO work; RELEASE work");
        followers.backTo(mark);
        throw error;
      }
    },
    settled: async () => {
      await group;
    },
  };
};
