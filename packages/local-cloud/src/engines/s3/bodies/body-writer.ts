import type { FileHandle } from "node:fs/promises";
import type { Body } from "./body.ts";
import type { BodyFiles, NewFile } from "./body-files.ts";
import { giveBack } from "./give-back.ts";

/** Content that is safe, but belongs to no object yet: small ones go into the index, others are in a file. */
export type BodyDraft = Body & { readonly size: number };

/** Bodies up to this size cost less in the index than in a file. */
export const smallBodyBytes = 32 * 1024;
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
 * Takes in a body as it comes. The source is read no faster than the disk takes it, and no more than two
 * mebibytes of it are held: one that is written, while the next one comes.
 *
 * @param source gives its pieces away
 * @param check runs once all has come, before anything is kept
 * @throws {unknown} what the source or the check throws; nothing is left behind then
 */
export const writeBody = async (
  files: BodyFiles,
  source: AsyncIterable<Buffer>,
  check: (size: number) => void,
): Promise<BodyDraft> => {
  const id = files.newId();
  let file: NewFile | undefined;
  let writing: Promise<void> = Promise.resolve();
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  let size = 0;
  const flush = async () => {
    file ??= await files.begin(id);
    await writing;
    const pieces = pending;
    pending = [];
    pendingBytes = 0;
    writing = writeAll(file.handle, pieces).then(() => giveBack(pieces));
    // Whoever waits for it next is told.
    writing.catch(() => undefined);
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
    if (!file && size <= smallBodyBytes) return { size, bytes: Buffer.concat(pending) };
    await flush();
    await writing;
    await file?.finish();
    return { id, size };
  } catch (error) {
    await writing.catch(() => undefined);
    await file?.abandon().catch(() => undefined);
    throw error;
  }
};
