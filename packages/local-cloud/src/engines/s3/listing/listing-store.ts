/** Reads the index in the order of keys, a page at a time. */
import type { DatabaseSync } from "node:sqlite";
import { prepareArrays } from "../array-rows.ts";
import type { Version } from "../objects/version.ts";
import { versionColumns, versionOf } from "../objects/version-row.ts";

export interface ListingStore {
  /** Latest versions that are no delete markers, with keys in `[from, to)`. */
  objects(bucket: string, from: Buffer, to: Buffer | undefined, limit: number): readonly Version[];
  /** All versions with keys in `[from, to)`, the newest of a key first; the last key is complete, whatever the limit. */
  versions(bucket: string, from: Buffer, to: Buffer | undefined, limit: number): readonly Version[];
  /** Versions of one key that come behind a place. */
  olderVersions(bucket: string, key: Buffer, place: number, limit: number): readonly Version[];
}

/** Greater than every key: UTF-8 has no such byte. */
const end = Buffer.from([0xff]);
const everything = -1;

export const openListingStore = (database: DatabaseSync): ListingStore => {
  const objects = prepareArrays(
    database,
    `SELECT ${versionColumns} FROM versions WHERE bucket = ? AND latest = 1 AND marker = 0 AND key >= ? AND key < ? ORDER BY key LIMIT ?`,
  );
  const versions = prepareArrays(
    database,
    `SELECT ${versionColumns} FROM versions WHERE bucket = ? AND key >= ? AND key < ? ORDER BY key, place DESC LIMIT ?`,
  );
  const older = prepareArrays(
    database,
    `SELECT ${versionColumns} FROM versions WHERE bucket = ? AND key = ? AND place < ? ORDER BY place DESC LIMIT ?`,
  );
  const olderVersions: ListingStore["olderVersions"] = (bucket, key, place, limit) =>
    older.all(bucket, key, place, limit).map(versionOf);
  return {
    objects: (bucket, from, to, limit) => objects.all(bucket, from, to ?? end, limit).map(versionOf),
    versions: (bucket, from, to, limit) => {
      const found = versions.all(bucket, from, to ?? end, limit).map(versionOf);
      const last = found.at(-1);
      if (!last || found.length < limit) return found;
      return [...found, ...olderVersions(bucket, Buffer.from(last.key), last.place, everything)];
    },
    olderVersions,
  };
};
