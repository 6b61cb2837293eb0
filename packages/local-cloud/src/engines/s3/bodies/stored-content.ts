/** Content on its way out: from the index at once, from files piece by piece. */
import type { LentContent } from "../../../gateway/stream-protocol.ts";
import type { Body } from "./body.ts";
import type { BodyFiles } from "./body-files.ts";

/** A stretch of one body. */
export interface Stretch {
  readonly body: Body;
  readonly start: number;
  readonly length: number;
}

/** What is being read stays there, whoever releases it. As an iterator it gives buffers to keep. */
export interface StoredContent extends AsyncIterableIterator<Buffer>, LentContent {
  /** All of it, when it is in one piece and small. */
  readonly whole: Buffer | undefined;
}

const readBytes = 256 * 1024;
/** Buffers that wait for the next reading. */
const mostSpare = 16;

interface FileStretch {
  readonly bodyId: string;
  readonly start: number;
  readonly length: number;
  readonly bytes?: undefined;
}

/** A stretch that is there already, or one of a file. */
export type StoredPart = { readonly bytes: Buffer } | FileStretch;

const wholeOf = ([first, ...more]: readonly StoredPart[]): Buffer | undefined => {
  if (!first) return Buffer.alloc(0);
  return more.length === 0 ? first.bytes : undefined;
};

/** @param unpin is told, once, of each body in a file that is no longer read */
export const createContents = (
  files: BodyFiles,
  unpin: (bodyId: string) => void,
): ((parts: readonly StoredPart[]) => StoredContent) => {
  const spare: Buffer[] = [];

  /** @param bufferFor gives the buffer for the next piece */
  function* readFile(
    { bodyId, start, length }: FileStretch,
    bufferFor: (bytes: number) => Buffer,
  ): Generator<Buffer, void> {
    const file = files.open(bodyId);
    try {
      for (let at = start, left = length; left > 0; ) {
        const buffer = bufferFor(Math.min(left, readBytes));
        const bytesRead = file.read(buffer, at);
        if (bytesRead === 0) throw new Error(`The body ${bodyId} ends before its size`);
        at += bytesRead;
        left -= bytesRead;
        yield buffer.subarray(0, bytesRead);
      }
    } finally {
      file.close();
    }
  }

  function* readAll(
    parts: readonly StoredPart[],
    bufferFor: (bytes: number) => Buffer,
  ): Generator<Buffer, void> {
    for (const part of parts) {
      if (!part.bytes) yield* readFile(part, bufferFor);
      else if (part.bytes.length > 0) yield part.bytes;
    }
  }

  /** Lets go of the bodies however the reading ends, also when it never begins. */
  return (parts: readonly StoredPart[]): StoredContent => {
    const reading = readAll(parts, Buffer.allocUnsafe);
    let over = false;
    const end = () => {
      if (over) return;
      over = true;
      for (const part of parts) if (!part.bytes) unpin(part.bodyId);
    };
    const content: StoredContent = {
      whole: wholeOf(parts),
      [Symbol.asyncIterator]: () => content,
      next: async () => {
        try {
          const result = reading.next();
          if (result.done) end();
          return result;
        } catch (error) {
          end();
          throw error;
        }
      },
      return: async () => {
        reading.return();
        end();
        return { done: true, value: undefined };
      },
      pour: async (write) => {
        const buffer = spare.pop() ?? Buffer.allocUnsafeSlow(readBytes);
        try {
          for (const piece of readAll(parts, (bytes) => buffer.subarray(0, bytes))) await write(piece);
          // A connection that failed may still hold the buffer.
          if (spare.length < mostSpare) spare.push(buffer);
        } finally {
          end();
        }
      },
      destroy: end,
    };
    return content;
  };
};
