import { randomBytes } from "node:crypto";
import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import type { BodyStore } from "../bodies/body-store.ts";
import { keyBytes } from "../objects/version-store.ts";
import type { Upload, UploadDetails, UploadedPart } from "./upload.ts";

/** Multipart uploads under way. Whoever writes owns the transaction. */
export interface UploadStore {
  begin(bucket: string, key: string, details: UploadDetails, now: number): Upload;
  find(id: string): Upload | undefined;
  /** A part that comes again takes the place of the earlier one. Its body already counts this owner. */
  putPart(uploadId: string, part: UploadedPart): void;
  /** In the order of their numbers, those after `after`. */
  parts(uploadId: string, after?: number, limit?: number): readonly UploadedPart[];
  /**
   * Uploads of a bucket with keys in `[from, to)`, by key and then in the order in which they began; the last
   * key is complete, whatever the limit.
   */
  list(bucket: string, from: Buffer, to: Buffer | undefined, limit: number): readonly Upload[];
  /** Uploads of one key that follow another one of it. */
  laterOfKey(bucket: string, key: string, id: string): readonly Upload[];
  /** Lets the conditions of uploads under way fail: what they were to replace is gone. */
  markDeletion(bucket: string, key: string): void;
  /** Removes an upload; the bodies of its parts lose this owner. */
  end(id: string): void;
}

type Row = Readonly<Record<string, SQLOutputValue>>;

const uploadOf = (row: Row): Upload => ({
  id: String(row.id),
  bucket: String(row.bucket),
  key: row.key instanceof Uint8Array ? Buffer.from(row.key).toString("utf8") : "",
  initiatedAt: Number(row.initiated_at),
  deletionSeen: row.deletion_seen === 1,
  details: JSON.parse(String(row.details)) as UploadDetails,
});

const partOf = (row: Row): UploadedPart => ({
  number: Number(row.number),
  size: Number(row.size),
  etag: String(row.etag),
  checksums: JSON.parse(String(row.checksum)) as UploadedPart["checksums"],
  bodyId: String(row.body_id),
  modifiedAt: Number(row.modified_at),
});

/** Ids that sort in the order in which the uploads began. */
const newUploadId = (now: number): string =>
  `${now.toString(36).padStart(9, "0")}${randomBytes(30).toString("base64url").replace(/-/g, ".")}`;

export const isUploadId = (text: string): boolean => /^[0-9a-z]{9}[A-Za-z0-9._]{40}$/.test(text);

const end = Buffer.from([0xff]);
const everything = -1;

export const openUploadStore = (database: DatabaseSync, bodies: BodyStore): UploadStore => {
  const insert = database.prepare(
    "INSERT INTO uploads (id, bucket, key, initiated_at, details) VALUES (?, ?, ?, ?, ?)",
  );
  const select = database.prepare("SELECT * FROM uploads WHERE id = ?");
  const selectPart = database.prepare("SELECT body_id FROM upload_parts WHERE upload_id = ? AND number = ?");
  const upsertPart = database.prepare(
    "INSERT OR REPLACE INTO upload_parts (upload_id, number, size, etag, checksum, body_id, modified_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
  );
  const selectParts = database.prepare(
    "SELECT * FROM upload_parts WHERE upload_id = ? AND number > ? ORDER BY number LIMIT ?",
  );
  const selectUploads = database.prepare(
    "SELECT * FROM uploads WHERE bucket = ? AND key >= ? AND key < ? ORDER BY key, id LIMIT ?",
  );
  const selectLater = database.prepare(
    "SELECT * FROM uploads WHERE bucket = ? AND key = ? AND id > ? ORDER BY id",
  );
  const mark = database.prepare("UPDATE uploads SET deletion_seen = 1 WHERE bucket = ? AND key = ?");
  const deleteParts = database.prepare("DELETE FROM upload_parts WHERE upload_id = ?");
  const deleteUpload = database.prepare("DELETE FROM uploads WHERE id = ?");

  const parts: UploadStore["parts"] = (uploadId, after = 0, limit = everything) =>
    selectParts.all(uploadId, after, limit).map(partOf);

  const laterOfKey: UploadStore["laterOfKey"] = (bucket, key, id) =>
    selectLater.all(bucket, keyBytes(key), id).map(uploadOf);

  return {
    begin: (bucket, key, details, now) => {
      const id = newUploadId(now);
      insert.run(id, bucket, keyBytes(key), now, JSON.stringify(details));
      return { id, bucket, key, details, initiatedAt: now, deletionSeen: false };
    },
    find: (id) => {
      const row = select.get(id);
      return row && uploadOf(row);
    },
    putPart: (uploadId, { number, size, etag, checksums, bodyId, modifiedAt }) => {
      const earlier = selectPart.get(uploadId, number);
      upsertPart.run(uploadId, number, size, etag, JSON.stringify(checksums), bodyId, modifiedAt);
      if (earlier) bodies.release(String(earlier.body_id));
    },
    parts,
    list: (bucket, from, to, limit) => {
      const found = selectUploads.all(bucket, from, to ?? end, limit).map(uploadOf);
      const last = found.at(-1);
      return last && found.length >= limit ? [...found, ...laterOfKey(bucket, last.key, last.id)] : found;
    },
    laterOfKey,
    markDeletion: (bucket, key) => void mark.run(bucket, keyBytes(key)),
    end: (id) => {
      const owned = parts(id);
      deleteParts.run(id);
      deleteUpload.run(id);
      for (const { bodyId } of owned) bodies.release(bodyId);
    },
  };
};
