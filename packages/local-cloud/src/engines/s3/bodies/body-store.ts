import type { DatabaseSync } from "node:sqlite";
import type { BodyFiles } from "./body-files.ts";
import { type BodyDraft, writeBody } from "./body-writer.ts";

/** A stretch of one body. */
export interface Stretch {
  readonly bodyId: string;
  readonly start: number;
  readonly length: number;
}

/** The contents of all objects and parts. `keep`, `share` and `release` belong into a transaction. */
export interface BodyStore {
  /** @throws {unknown} what the source or `check` throws */
  receive(source: AsyncIterable<Buffer>, check: (size: number) => void): Promise<BodyDraft>;
  /** The draft's first owner is there. */
  keep(draft: BodyDraft): void;
  /** Another owner shares the body. */
  share(id: string): void;
  /** An owner is gone; with the last one the body goes. */
  release(id: string): void;
  /** No owner came. */
  discard(draft: BodyDraft): Promise<void>;
  /** Reads stretches one after the other; what is being read stays there, whoever releases it. */
  read(stretches: readonly Stretch[]): AsyncIterableIterator<Buffer>;
  /** How many files wait for the commit after which they are removed. */
  released(): number;
  /** What was released since was rolled back. */
  forgetReleased(since: number): void;
  /** Removes the files of what was released; call it once that is committed. */
  removeReleased(): void;
  close(): Promise<void>;
}

const readBytes = 256 * 1024;

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

  async function* readFile({ bodyId, start, length }: Stretch): AsyncGenerator<Buffer, void> {
    const file = await files.open(bodyId);
    try {
      for (let at = start, left = length; left > 0; ) {
        const buffer = Buffer.allocUnsafe(Math.min(left, readBytes));
        const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
        if (bytesRead === 0) throw new Error(`The body ${bodyId} ends before its size`);
        at += bytesRead;
        left -= bytesRead;
        yield buffer.subarray(0, bytesRead);
      }
    } finally {
      await file.close();
    }
  }

  interface Part {
    readonly stretch: Stretch;
    /** Of a small body. */
    readonly bytes: Buffer | undefined;
  }

  async function* readAll(parts: readonly Part[]): AsyncGenerator<Buffer, void> {
    for (const { stretch, bytes } of parts) {
      if (stretch.length === 0) continue;
      if (bytes) yield bytes.subarray(stretch.start, stretch.start + stretch.length);
      else yield* readFile(stretch);
    }
  }

  /** Lets go of the bodies however the reading ends, also when it never begins. */
  const unpinning = (parts: readonly Part[]): AsyncIterableIterator<Buffer> => {
    const reading = readAll(parts);
    let over = false;
    const end = () => {
      if (over) return;
      over = true;
      for (const { stretch, bytes } of parts) if (!bytes) unpin(stretch.bodyId);
    };
    const iterator: AsyncIterableIterator<Buffer> = {
      [Symbol.asyncIterator]: () => iterator,
      next: async () => {
        try {
          const result = await reading.next();
          if (result.done) end();
          return result;
        } catch (error) {
          end();
          throw error;
        }
      },
      return: async () => {
        await reading.return();
        end();
        return { done: true, value: undefined };
      },
    };
    return iterator;
  };

  return {
    receive: (source, check) => writeBody(files, source, check),
    keep: ({ id, size, bytes }) => void insert.run(id, size, bytes ?? null),
    share: (id) => void share.run(id),
    release: (id) => {
      const row = unshare.get(id);
      if (!row || Number(row.refs) > 0) return;
      remove.run(id);
      if (row.in_file) released.push(id);
    },
    discard: async ({ id, bytes }) => {
      if (!bytes) await files.remove(id);
    },
    read: (stretches) => {
      // At once, before anybody else has a turn in which to release what was just looked up.
      const parts = stretches.map((stretch) => {
        const bytes = bytesOf.get(stretch.bodyId)?.bytes;
        const small =
          bytes instanceof Uint8Array ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length) : undefined;
        if (!small) pin(stretch.bodyId);
        return { stretch, bytes: small };
      });
      return unpinning(parts);
    },
    removeReleased: () => {
      const ids = released;
      released = [];
      for (const id of ids) {
        if (readers.has(id)) doomed.add(id);
        else removeFile(id);
      }
    },
    released: () => released.length,
    forgetReleased: (since) => {
      released.length = since;
    },
    close: async () => {
      await Promise.all(removals);
    },
  };
};
