import type { DatabaseSync, SQLInputValue, SQLOutputValue } from "node:sqlite";

/** Values in the order of the columns. */
export type Row = readonly SQLOutputValue[];

/** A query whose rows have no names: those with names take twice as long to make. */
export interface ArrayQuery {
  get(...parameters: readonly SQLInputValue[]): Row | undefined;
  all(...parameters: readonly SQLInputValue[]): readonly Row[];
}

/** @see https://nodejs.org/api/sqlite.html#statementsetreturnarraysenabled */
export const prepareArrays = (database: DatabaseSync, sql: string): ArrayQuery => {
  const statement = database.prepare(sql);
  statement.setReturnArrays(true);
  // The types know nothing of the setting.
  return {
    get: (...parameters) => statement.get(...parameters) as unknown as Row | undefined,
    all: (...parameters) => statement.all(...parameters) as unknown as readonly Row[],
  };
};

export const textOfBytes = (bytes: SQLOutputValue | undefined): string =>
  bytes instanceof Uint8Array
    ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("utf8")
    : "";
