import { hash } from "node:crypto";
import { type Algorithm, checksumOf } from "../checksums/algorithms.ts";
import type { Body } from "./body.ts";
import type { BodyFiles, NewFile } from "./body-files.ts";
import type { Digests } from "./write-work.ts";

/** Content that is safe, but belongs to no object yet: small ones go into the index, others are in a file. */
export type BodyDraft = Body & { readonly size: number };

export interface ReceivedBody {
  readonly body: BodyDraft;
  readonly digests: Digests;
}

/** Bodies up to this size cost less in the index than in a file. */
export const smallBodyBytes = 32 * 1024;

const digestsOf = (bytes: Uint8Array, algorithms: readonly Algorithm[]): Digests => ({
  md5: hash("md5", bytes),
  checksums: Object.fromEntries(algorithms.map((algorithm) => [algorithm, checksumOf(algorithm, bytes)])),
});

/**
 * Takes in a body as it comes. The source is read no faster than the disk takes it.
 *
 * @param source gives its pieces away
 * @throws {unknown} what the source throws, and what the disk says; nothing is left behind then
 */
export const writeBody = async (
  files: BodyFiles,
  source: AsyncIterable<Buffer>,
  algorithms: readonly Algorithm[],
): Promise<ReceivedBody> => {
  /** Pieces of a body that may still turn out to be small. */
  const first: Buffer[] = [];
  let file: NewFile | undefined;
  let size = 0;

  try {
    for await (const piece of source) {
      size += piece.length;
      if (file) {
        await file.write(piece);
        continue;
      }
      first.push(piece);
      if (size <= smallBodyBytes) continue;
      file = files.begin(algorithms);
      for (const one of first.splice(0)) await file.write(one);
    }
    if (file) return { digests: await file.finish(), body: { id: file.id, size } };
    const bytes = Buffer.concat(first);
    return { body: { size, bytes }, digests: digestsOf(bytes, algorithms) };
  } catch (error) {
    await file?.abandon().catch(() => undefined);
    throw error;
  }
};
