import type { FileHandle } from "node:fs/promises";
import type { BodyFiles } from "./body-files.ts";

/** Content that is safe, but belongs to no object yet. */
export interface BodyDraft {
  readonly id: string;
  readonly size: number;
  /** Of small bodies, which go into the index; others are in a file. */
  readonly bytes: Buffer | undefined;
}

/** Bodies up to this size cost less in the index than in a file. */
const smallBodyBytes = 32 * 1024;
/** Pieces come as the network brings them; fewer writes of more bytes are faster. */
const writeBytes = 1024 * 1024;

const writeAll = async (file: FileHandle, pieces: readonly Buffer[]): Promise<void> => {
  for (let left = pieces; left.length > 0; ) {
    const { bytesWritten } = await file.writev([...left]);
    let written = bytesWritten;
    left = left.flatMap((piece) => {
      const skipped = Math.min(written, piece.length);
      written -= skipped;
      return skipped === piece.length ? [] : [piece.subarray(skipped)];
    });
  }
};

/**
 * Takes in a body as it comes. The source is read no faster than the disk takes it, and no more than a
 * mebibyte of it is held.
 *
 * @param check runs once all has come, before anything is kept
 * @throws {unknown} what the source or the check throws; nothing is left behind then
 */
export const writeBody = async (
  files: BodyFiles,
  source: AsyncIterable<Buffer>,
  check: (size: number) => void,
): Promise<BodyDraft> => {
  const id = files.newId();
  let file: FileHandle | undefined;
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  let size = 0;
  const flush = async () => {
    file ??= await files.begin(id);
    const pieces = pending;
    pending = [];
    pendingBytes = 0;
    await writeAll(file, pieces);
  };

  try {
    for await (const piece of source) {
      if (piece.length === 0) continue;
      pending.push(piece);
      pendingBytes += piece.length;
      size += piece.length;
      if (pendingBytes >= writeBytes) await flush();
    }
    check(size);
    if (!file && size <= smallBodyBytes) return { id, size, bytes: Buffer.concat(pending) };
    await flush();
    if (file) await files.finish(id, file);
    return { id, size, bytes: undefined };
  } catch (error) {
    if (file) await files.abandon(id, file).catch(() => undefined);
    throw error;
  }
};
