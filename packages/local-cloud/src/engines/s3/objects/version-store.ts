import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import { prepareArrays } from "../array-rows.ts";
import type { BodyStore } from "../bodies/body-store.ts";
import { createRecentVersions } from "./recent-versions.ts";
import { openSequence } from "./sequence.ts";
import type { ObjectDetails, Segment, Version, VersionContent } from "./version.ts";
import { newVersionId } from "./version-id.ts";
import { bytesOf, segmentColumns, segmentOf, versionColumns, versionOf } from "./version-row.ts";

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
  /** All pieces of a version's content, in order; none once something else took its place. */
  segments(version: Version): readonly Segment[];
  /**
   * Adds the newest version of a key. Without a version id of its own it takes the place of the `null` version.
   *
   * @param content whose bodies already count this owner
   */
  add(draft: VersionDraft, content: VersionContent, versioned: boolean, now: number): Version;
  /** Removes a version for good; the one before it becomes the latest. */
  remove(version: Version): void;
  setDetails(version: Version, details: ObjectDetails): void;
  isEmpty(bucket: string): boolean;
  /** Writes what belongs to all changes of a transaction, at its end. */
  finish(): void;
  /** Changes were rolled back. */
  forget(): void;
}

export const keyBytes = (key: string): Buffer => Buffer.from(key, "utf8");

export const openVersionStore = (database: DatabaseSync, bodies: BodyStore): VersionStore => {
  const sequence = openSequence(database);
  const selectLatest = prepareArrays(
    database,
    `SELECT ${versionColumns} FROM versions WHERE bucket = ? AND key = ? AND latest = 1`,
  );
  const selectOne = prepareArrays(
    database,
    `SELECT ${versionColumns} FROM versions WHERE bucket = ? AND key = ? AND version_id = ?`,
  );
  const selectBytes = prepareArrays(database, "SELECT bytes FROM versions WHERE place = ? AND seq = ?");
  const selectSegments = prepareArrays(
    database,
    `SELECT ${segmentColumns} FROM segments WHERE place = ? ORDER BY number`,
  );
  const insert = database.prepare(
    "INSERT INTO versions (seq, marker, size, etag, modified_at, parts, details, body_id, bytes, place, bucket, key, version_id, latest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
  );
  const replace = database.prepare(
    "UPDATE versions SET seq = ?, marker = ?, size = ?, etag = ?, modified_at = ?, parts = ?, details = ?, body_id = ?, bytes = ? WHERE place = ?",
  );
  const insertSegment = database.prepare(
    "INSERT INTO segments (place, number, start, size, body_id, checksum) VALUES (?, ?, ?, ?, ?, ?)",
  );
  const demote = database.prepare("UPDATE versions SET latest = 0 WHERE place = ?");
  const promote = database.prepare(
    "UPDATE versions SET latest = 1 WHERE place = (SELECT max(place) FROM versions WHERE bucket = ? AND key = ?)",
  );
  const deleteSegments = prepareArrays(database, "DELETE FROM segments WHERE place = ? RETURNING body_id");
  const deleteVersion = database.prepare("DELETE FROM versions WHERE place = ?");
  const updateDetails = database.prepare("UPDATE versions SET details = ? WHERE place = ?");
  const selectAny = database.prepare("SELECT 1 FROM versions WHERE bucket = ? LIMIT 1");

  const recent = createRecentVersions();

  const find = (bucket: string, key: string, versionId: string): Version | undefined => {
    const row = selectOne.get(bucket, keyBytes(key), versionId);
    return row && versionOf(row);
  };

  const latest = (bucket: string, key: string): Version | undefined => {
    const known = recent.get(bucket, key);
    if (known) return known;
    const row = selectLatest.get(bucket, keyBytes(key));
    const version = row && versionOf(row);
    if (version) recent.set(version);
    return version;
  };

  /** The row is about to have other content, or to go. */
  const dropContent = ({ place, parts, bodyId }: Version): void => {
    if (parts > 0) for (const [piece] of deleteSegments.all(place)) bodies.release(String(piece));
    if (bodyId !== undefined) bodies.release(bodyId);
  };

  const drop = (version: Version): void => {
    dropContent(version);
    deleteVersion.run(version.place);
  };

  /** @returns the place of the new version, which is that of the `null` version where this was the latest */
  const put = (
    { bucket, key }: VersionDraft,
    seq: number,
    versionId: string,
    values: readonly SQLInputValue[],
  ): number => {
    const before = latest(bucket, key);
    if (before?.versionId === "null" && versionId === "null") {
      dropContent(before);
      replace.run(...values, before.place);
      return before.place;
    }
    if (before) {
      const replaced = versionId === "null" ? find(bucket, key, versionId) : undefined;
      if (replaced) drop(replaced);
      demote.run(before.place);
    }
    insert.run(...values, seq, bucket, keyBytes(key), versionId);
    return seq;
  };

  return {
    nextSeq: sequence.next,
    find,
    latest,
    segments: ({ place, seq, size, parts, marker, bodyId }) => {
      if (marker) return [];
      if (bodyId !== undefined)
        return [{ number: 1, start: 0, size, body: { id: bodyId }, checksum: undefined }];
      const row = selectBytes.get(place, seq);
      if (!row) return [];
      if (parts > 0) return selectSegments.all(place).map(segmentOf);
      return [{ number: 1, start: 0, size, body: { bytes: bytesOf(row) }, checksum: undefined }];
    },
    add: (draft, content, versioned, now) => {
      const { marker, size, etag, parts, details } = draft;
      const seq = sequence.next();
      const versionId = versioned ? newVersionId(seq) : "null";
      const body = content.kind === "whole" ? content.body : undefined;
      const text = JSON.stringify(details);
      const place = put(draft, seq, versionId, [
        seq,
        marker ? 1 : 0,
        size,
        etag,
        now,
        parts,
        text,
        body?.id ?? null,
        body?.bytes ?? null,
      ]);
      const segments = content.kind === "parts" ? content.segments : [];
      for (const { number, start, size: length, body: piece, checksum } of segments)
        insertSegment.run(place, number, start, length, piece.id, checksum ?? null);
      // As they will be read: what callers gave is theirs.
      const read = JSON.parse(text) as ObjectDetails;
      const kept = { place, seq, versionId, latest: true, modifiedAt: now, bodyId: body?.id, details: read };
      const version = { ...draft, ...kept };
      recent.set(version);
      return version;
    },
    remove: (version) => {
      recent.delete(version.bucket, version.key);
      drop(version);
      if (version.latest) promote.run(version.bucket, keyBytes(version.key));
    },
    setDetails: ({ bucket, key, place }, details) => {
      recent.delete(bucket, key);
      updateDetails.run(JSON.stringify(details), place);
    },
    isEmpty: (bucket) => selectAny.get(bucket) === undefined,
    finish: sequence.save,
    forget: recent.clear,
  };
};
