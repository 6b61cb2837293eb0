import type { DatabaseSync } from "node:sqlite";
import { inTransaction, openDatabase } from "../../state/database.ts";
import { schema } from "./schema.ts";

/** Counts the forms that the tables have had; 0 is the first one, and a file without any. */
const presentForm = 1;

/**
 * In the first form each version had its content in segments, and small bodies lay in the table of bodies.
 * They go over into the rows of their versions.
 */
const fromFirstForm = `
DROP INDEX versions_by_key;
DROP INDEX versions_latest;
ALTER TABLE versions RENAME TO first_versions;
ALTER TABLE segments RENAME TO first_segments;
ALTER TABLE upload_parts RENAME TO first_upload_parts;
${schema}
INSERT INTO versions
  SELECT v.seq, v.seq, v.bucket, v.key, v.version_id, v.latest, v.marker, v.size, v.etag, v.modified_at, v.parts,
    v.details, iif(b.size > 0 AND b.bytes IS NULL, b.id, NULL), b.bytes
  FROM first_versions v
  LEFT JOIN first_segments s ON s.seq = v.seq AND v.parts = 0
  LEFT JOIN bodies b ON b.id = s.body_id;
INSERT INTO segments
  SELECT s.seq, s.number, s.start, s.size, s.body_id, s.checksum
  FROM first_segments s JOIN first_versions v ON v.seq = s.seq WHERE v.parts > 0;
INSERT INTO upload_parts SELECT * FROM first_upload_parts;
DELETE FROM bodies WHERE (size = 0 OR bytes IS NOT NULL) AND id IN (
  SELECT s.body_id FROM first_segments s JOIN first_versions v ON v.seq = s.seq WHERE v.parts = 0
);
DROP TABLE first_upload_parts;
DROP TABLE first_segments;
DROP TABLE first_versions;
`;

const formOf = (database: DatabaseSync): number =>
  Number(database.prepare("PRAGMA user_version").get()?.user_version);

const hasTables = (database: DatabaseSync): boolean =>
  database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'versions'").get() !== undefined;

const bringToPresentForm = (database: DatabaseSync, file: string): void => {
  const form = formOf(database);
  if (form > presentForm)
    throw new Error(
      `${file} was written by a later version of the local cloud. Update the local cloud, or remove the folder to begin anew.`,
    );
  if (form === presentForm) return;
  // While tables are renamed and dropped, those that refer to them must not follow.
  database.exec("PRAGMA foreign_keys = OFF");
  inTransaction(database, () => {
    database.exec(hasTables(database) ? fromFirstForm : schema);
    database.exec(`PRAGMA user_version = ${presentForm}`);
  });
  database.exec("PRAGMA foreign_keys = ON");
};

/** https://www.sqlite.org/rescode.html#busy */
const isBusy = (error: unknown): boolean =>
  error instanceof Error && "errcode" in error && error.errcode === 5;

/**
 * Opens the index of S3. One that an earlier local cloud left is brought to its present form, in one
 * transaction. Nobody else may have it open: what is known of it in memory must stay true, and reading it
 * takes no locks.
 *
 * @see https://www.sqlite.org/pragma.html#pragma_locking_mode
 * @throws {Error} when a later local cloud wrote it, or another one has it open
 */
export const openIndex = (file: string): DatabaseSync => {
  let database: DatabaseSync | undefined;
  try {
    database = openDatabase(file, "");
    database.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; COMMIT;");
    bringToPresentForm(database, file);
    return database;
  } catch (error) {
    database?.close();
    if (isBusy(error)) throw new Error(`${file} is in use by another local cloud.`, { cause: error });
    throw error;
  }
};
