import { randomBytes } from "node:crypto";
import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import type { BodyStore } from "../bodies/body-store.ts";
import type { ObjectDetails, Segment, Version } from "./version.ts";

/** What is to become a version. */
export interface VersionDraft {
  readonly bucket: string;
  readonly key: string;
  readonly marker: boolean;
  readonly size: number;
  readonly etag: string;
  readonly parts: number;
  readonly details: ObjectDetails;
}

/** The index of all objects. Whoever writes owns the transaction. */
export interface VersionStore {
  /** The next number in the order of all changes. */
  nextSeq(): number;
  /** The newest version, which may be a delete marker. */
  latest(bucket: string, key: string): Version | undefined;
  find(bucket: string, key: string, versionId: string): Version | undefined;
  /** All pieces of a version's content, in order. */
  segments(seq: number): readonly Segment[];
  /**
   * Adds the newest version of a key. Without a version id of its own it takes the place of the `null` version.
   *
   * @param segments whose bodies already count this owner
   */
  add(draft: VersionDraft, segments: readonly Segment[], versioned: boolean, now: number): Version;
  /** Removes a version for good; the one before it becomes the latest. */
  remove(version: Version): void;
  setDetails(seq: number, details: ObjectDetails): void;
  isEmpty(bucket: string): boolean;
}

type Row = Readonly<Record<string, SQLOutputValue>>;

const columns = "seq, bucket, key, version_id, latest, marker, size, etag, modified_at, parts, details";

export const keyBytes = (key: string): Buffer => Buffer.from(key, "utf8");

const textOf = (bytes: SQLOutputValue | undefined): string =>
  bytes instanceof Uint8Array
    ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("utf8")
    : "";

export const versionOf = (row: Row): Version => ({
  seq: Number(row.seq),
  bucket: String(row.bucket),
  key: textOf(row.key),
  versionId: String(row.version_id),
  latest: row.latest === 1,
  marker: row.marker === 1,
  size: Number(row.size),
  etag: String(row.etag),
  modifiedAt: Number(row.modified_at),
  parts: Number(row.parts),
  details: JSON.parse(String(row.details)) as ObjectDetails,
});

const segmentOf = (row: Row): Segment => ({
  number: Number(row.number),
  start: Number(row.start),
  size: Number(row.size),
  bodyId: String(row.body_id),
  checksum: row.checksum === null ? undefined : String(row.checksum),
});

/** 32 characters, as those of AWS, and like them without meaning. */
const newVersionId = (): string => randomBytes(24).toString("base64url").replace(/-/g, ".");

export const openVersionStore = (database: DatabaseSync, bodies: BodyStore): VersionStore => {
  const count = database.prepare("UPDATE counter SET value = value + 1 WHERE id = 1 RETURNING value");
  const selectLatest = database.prepare(
    `SELECT ${columns} FROM versions WHERE bucket = ? AND key = ? AND latest = 1`,
  );
  const selectOne = database.prepare(
    `SELECT ${columns} FROM versions WHERE bucket = ? AND key = ? AND version_id = ?`,
  );
  const selectSegments = database.prepare("SELECT * FROM segments WHERE seq = ? ORDER BY number");
  const insert = database.prepare(
    `INSERT INTO versions (${columns}) VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?)`,
  );
  const insertSegment = database.prepare(
    "INSERT INTO segments (seq, number, start, size, body_id, checksum) VALUES (?, ?, ?, ?, ?, ?)",
  );
  const demote = database.prepare(
    "UPDATE versions SET latest = 0 WHERE bucket = ? AND key = ? AND latest = 1",
  );
  const promote = database.prepare(
    "UPDATE versions SET latest = 1 WHERE seq = (SELECT max(seq) FROM versions WHERE bucket = ? AND key = ?)",
  );
  const deleteSegments = database.prepare("DELETE FROM segments WHERE seq = ?");
  const deleteVersion = database.prepare("DELETE FROM versions WHERE seq = ?");
  const updateDetails = database.prepare("UPDATE versions SET details = ? WHERE seq = ?");
  const selectAny = database.prepare("SELECT 1 FROM versions WHERE bucket = ? LIMIT 1");

  const find = (bucket: string, key: string, versionId: string): Version | undefined => {
    const row = selectOne.get(bucket, keyBytes(key), versionId);
    return row && versionOf(row);
  };

  const segments = (seq: number): readonly Segment[] => selectSegments.all(seq).map(segmentOf);

  const drop = ({ seq }: Version): void => {
    const owned = segments(seq);
    deleteSegments.run(seq);
    deleteVersion.run(seq);
    for (const { bodyId } of owned) bodies.release(bodyId);
  };

  const nextSeq = (): number => Number(count.get()?.value);

  return {
    nextSeq,
    find,
    segments,
    latest: (bucket, key) => {
      const row = selectLatest.get(bucket, keyBytes(key));
      return row && versionOf(row);
    },
    add: (draft, pieces, versioned, now) => {
      const { bucket, key, marker, size, etag, parts, details } = draft;
      const seq = nextSeq();
      const versionId = versioned ? newVersionId() : "null";
      const replaced = versioned ? undefined : find(bucket, key, "null");
      if (replaced) drop(replaced);
      const bytes = keyBytes(key);
      demote.run(bucket, bytes);
      insert.run(
        seq,
        bucket,
        bytes,
        versionId,
        marker ? 1 : 0,
        size,
        etag,
        now,
        parts,
        JSON.stringify(details),
      );
      for (const piece of pieces)
        insertSegment.run(seq, piece.number, piece.start, piece.size, piece.bodyId, piece.checksum ?? null);
      return { ...draft, seq, versionId, latest: true, modifiedAt: now };
    },
    remove: (version) => {
      drop(version);
      if (version.latest) promote.run(version.bucket, keyBytes(version.key));
    },
    setDetails: (seq, details) => void updateDetails.run(JSON.stringify(details), seq),
    isEmpty: (bucket) => selectAny.get(bucket) === undefined,
  };
};
