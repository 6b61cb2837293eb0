import { hash } from "node:crypto";
import { type Algorithm, checksumOf } from "../checksums/algorithms.ts";
import type { Body } from "./body.ts";
import type { BodyFiles, NewFile } from "./body-files.ts";
import { type Digests, slotBytes } from "./write-work.ts";

/** Content that is safe, but belongs to no object yet: small ones go into the index, others are in a file. */
export type BodyDraft = Body & { readonly size: number };

export interface ReceivedBody {
  readonly body: BodyDraft;
  readonly digests: Digests;
}

/** Bodies up to this size cost less in the index than in a file. */
export const smallBodyBytes = 32 * 1024;

/** What has come of a body: in pieces as the network brings them, while fewer writes of more bytes are faster. */
class Pending {
  bytes = 0;
  #pieces: Buffer[] = [];

  add(piece: Buffer): void {
    this.#pieces.push(piece);
    this.bytes += piece.length;
  }

  /** @returns the first so many bytes, or all there are */
  take(most: number): readonly Buffer[] {
    const taken: Buffer[] = [];
    let room = Math.min(most, this.bytes);
    this.bytes -= room;
    for (let next = this.#pieces.shift(); next; next = room > 0 ? this.#pieces.shift() : undefined) {
      taken.push(next.subarray(0, room));
      if (next.length > room) this.#pieces.unshift(next.subarray(room));
      room -= Math.min(room, next.length);
    }
    return taken;
  }
}

const digestsOf = (bytes: Uint8Array, algorithms: readonly Algorithm[]): Digests => ({
  md5: hash("md5", bytes),
  checksums: Object.fromEntries(algorithms.map((algorithm) => [algorithm, checksumOf(algorithm, bytes)])),
});

/**
 * Takes in a body as it comes. The source is read no faster than the disk takes it, and no more than two
 * mebibytes of it are held: one that is written, while the next one comes.
 *
 * @param source gives its pieces away
 * @throws {unknown} what the source throws, and what the disk says; nothing is left behind then
 */
export const writeBody = async (
  files: BodyFiles,
  source: AsyncIterable<Buffer>,
  algorithms: readonly Algorithm[],
): Promise<ReceivedBody> => {
  const pending = new Pending();
  let file: NewFile | undefined;
  let writing: Promise<void> = Promise.resolve();
  let size = 0;

  try {
    for await (const piece of source) {
      pending.add(piece);
      size += piece.length;
      while (pending.bytes > slotBytes) {
        file ??= files.begin(algorithms);
        await writing;
        writing = file.write(pending.take(slotBytes));
        // Whoever waits for it next is told.
        writing.catch(() => undefined);
      }
    }
    if (size <= smallBodyBytes) {
      const bytes = Buffer.concat(pending.take(size));
      return { body: { size, bytes }, digests: digestsOf(bytes, algorithms) };
    }
    file ??= files.begin(algorithms);
    await writing;
    const digests = await file.finish(pending.take(slotBytes));
    return { body: { id: file.id, size }, digests };
  } catch (error) {
    await writing.catch(() => undefined);
    await file?.abandon().catch(() => undefined);
    throw error;
  }
};
