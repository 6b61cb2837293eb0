import type { DatabaseSync } from "node:sqlite";
import type { Algorithm } from "../checksums/algorithms.ts";
import type { BodyFiles } from "./body-files.ts";
import { type BodyDraft, type ReceivedBody, writeBody } from "./body-writer.ts";
import { createContents, type StoredContent, type StoredPart, type Stretch } from "./stored-content.ts";

/** The contents of all objects and parts. `keep`, `share` and `release` belong into a transaction. */
export interface BodyStore {
  /** @throws {unknown} what the source throws */
  receive(source: AsyncIterable<Buffer>, algorithms: readonly Algorithm[]): Promise<ReceivedBody>;
  /** The draft's first owner is there. @returns its id */
  keep(draft: BodyDraft): string;
  /** Another owner shares the body. */
  share(id: string): void;
  /** An owner is gone; with the last one the body goes. */
  release(id: string): void;
  /** No owner came. */
  discard(draft: BodyDraft): Promise<void>;
  /** Reads stretches one after the other. */
  read(stretches: readonly Stretch[]): StoredContent;
  /** How many files wait for the commit after which they are removed. */
  released(): number;
  /** What was released since was rolled back. */
  forgetReleased(since: number): void;
  /** Takes what was released; it is committed. @returns what removes the files, once the commit is on disk */
  takeReleased(): () => void;
  close(): Promise<void>;
}

export const openBodyStore = (database: DatabaseSync, files: BodyFiles): BodyStore => {
  const insert = database.prepare("INSERT INTO bodies (id, size, refs, bytes) VALUES (?, ?, 1, ?)");
  const share = database.prepare("UPDATE bodies SET refs = refs + 1 WHERE id = ?");
  const unshare = database.prepare(
    "UPDATE bodies SET refs = refs - 1 WHERE id = ? RETURNING refs, bytes IS NULL AS in_file",
  );
  const remove = database.prepare("DELETE FROM bodies WHERE id = ?");
  const bytesOf = database.prepare("SELECT bytes FROM bodies WHERE id = ?");
  const known = database.prepare("SELECT 1 FROM bodies WHERE id = ?");
  files.sweep((id) => known.get(id) !== undefined);

  let released: string[] = [];
  const readers = new Map<string, number>();
  /** Released while somebody reads. */
  const doomed = new Set<string>();
  const removals = new Set<Promise<void>>();

  const removeFile = (id: string): void => {
    const removal = files
      .remove(id)
      .catch((error: unknown) => console.error(`S3 could not remove the body ${id}:`, error))
      .finally(() => removals.delete(removal));
    removals.add(removal);
  };

  const pin = (id: string): void => void readers.set(id, (readers.get(id) ?? 0) + 1);
  const unpin = (id: string): void => {
    const left = (readers.get(id) ?? 1) - 1;
    if (left > 0) return void readers.set(id, left);
    readers.delete(id);
    if (doomed.delete(id)) removeFile(id);
  };

  const contentOf = createContents(files, unpin);

  const partOf = ({ body, start, length }: Stretch): StoredPart => {
    if (body.bytes) return { bytes: body.bytes.subarray(start, start + length) };
    const bytes = bytesOf.get(body.id)?.bytes;
    if (bytes instanceof Uint8Array)
      return { bytes: Buffer.from(bytes.buffer, bytes.byteOffset + start, length) };
    pin(body.id);
    return { bodyId: body.id, start, length };
  };

  return {
    receive: (source, algorithms) => writeBody(files, source, algorithms),
    keep: ({ id = files.newId(), size, bytes }) => {
      insert.run(id, size, bytes ?? null);
      return id;
    },
    share: (id) => void share.run(id),
    release: (id) => {
      const row = unshare.get(id);
      if (!row || Number(row.refs) > 0) return;
      remove.run(id);
      if (row.in_file) released.push(id);
    },
    discard: async ({ id }) => {
      if (id !== undefined) await files.remove(id);
    },
    read: (stretches) => {
      // At once, before anybody else has a turn in which to release what was just looked up.
      return contentOf(stretches.map(partOf));
    },
    takeReleased: () => {
      const ids = released;
      released = [];
      return () => {
        for (const id of ids) {
          if (readers.has(id)) doomed.add(id);
          else removeFile(id);
        }
      };
    },
    released: () => released.length,
    forgetReleased: (since) => {
      released.length = since;
    },
    close: async () => {
      await Promise.all(removals);
      await files.close();
    },
  };
};
