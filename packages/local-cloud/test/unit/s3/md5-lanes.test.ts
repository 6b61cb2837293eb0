import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  createMd5Lanes,
  type Md5Lanes,
  reservedBytes,
  startMd5,
} from "../../../src/engines/s3/checksums/md5/md5-lanes.ts";
import { blockBytes } from "../../../src/engines/s3/checksums/md5/program.ts";

const memory = new WebAssembly.Memory({ initial: 2, maximum: 2, shared: true });
const lanes = createMd5Lanes(memory);
const bytes = Buffer.from(memory.buffer);

const expected = (content: Uint8Array): string => createHash("md5").update(content).digest("hex");

/** All streams at once: so many whole blocks of each in every turn, and then what is left of it. */
const digestsOf = ({ update, digest }: Md5Lanes, contents: readonly Uint8Array[], blocksInTurn: number) => {
  const turn = blocksInTurn * blockBytes;
  let free = reservedBytes;
  const streams = contents.map((content) => {
    bytes.set(content, free);
    const start = free;
    free += content.length;
    return { md5: startMd5(), start, end: free };
  });
  for (let left = streams; left.length > 0; left = left.filter(({ start, end }) => end - start >= blockBytes))
    update(
      left.map((stream) => {
        const { md5, start, end } = stream;
        const length = Math.min(turn, end - start - ((end - start) % blockBytes));
        stream.start += length;
        return { md5, start, length };
      }),
    );
  return streams.map(({ md5, start, end }) => digest({ md5, start, length: end - start }));
};

describe("MD5 of several streams", () => {
  // https://www.rfc-editor.org/rfc/rfc1321#appendix-A.5
  it("is that of the RFC", () => {
    const contents = ["", "a", "message digest", "1234567890".repeat(8)].map((text) => Buffer.from(text));
    expect(digestsOf(lanes, contents, 1)).toEqual([
      "d41d8cd98f00b204e9800998ecf8427e",
      "0cc175b9c0f1b6a831c399e269772661",
      "f96b697d7cb7938d525a2f31aaf161d0",
      "57edf4a22be3c955ac49da2e2107b67a",
    ]);
  });

  it.each([55, 56, 63, 64, 65, 119, 120, 128])("ends right after %i bytes", (length) => {
    const content = Buffer.alloc(length, "skein");
    expect(digestsOf(lanes, [content], 1)).toEqual([expected(content)]);
  });

  it("is the same however many they are, of whatever length, and in whatever turns they come", () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 3_000 }), { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 1, max: 50 }),
        (contents, blocksInTurn) => {
          expect(digestsOf(lanes, contents, blocksInTurn)).toEqual(contents.map(expected));
        },
      ),
    );
  });
});
