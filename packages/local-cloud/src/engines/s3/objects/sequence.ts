import type { DatabaseSync } from "node:sqlite";

/** Numbers all changes of objects. A number that was given out with a change that is kept never comes again. */
export interface Sequence {
  next(): number;
  /** Writes how far it has come: once for all changes of a transaction, at its end. */
  save(): void;
}

export const openSequence = (database: DatabaseSync): Sequence => {
  const update = database.prepare("UPDATE counter SET value = ? WHERE id = 1");
  let value = Number(database.prepare("SELECT value FROM counter").get()?.value);
  let saved = value;
  return {
    next: () => {
      value += 1;
      return value;
    },
    save: () => {
      if (value === saved) return;
      update.run(value);
      // When the transaction fails after all, so do the changes that the numbers were for, and the next one
      // to draw a number writes a greater one.
      saved = value;
    },
  };
};
