import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  algorithms,
  combines,
  compositeChecksum,
  fullObjectChecksum,
  isWellFormed,
  startChecksum,
} from "../../../src/engines/s3/checksums/algorithms.ts";
import { crc32c } from "../../../src/engines/s3/checksums/crc32c.ts";

const sumOf = (algorithm: (typeof algorithms)[number], ...pieces: Uint8Array[]): string => {
  const running = startChecksum(algorithm);
  for (const piece of pieces) running.update(piece);
  return running.digest();
};

const text = Buffer.from("123456789");
const hex = (base64: string) => Buffer.from(base64, "base64").toString("hex");

describe("a checksum", () => {
  // https://reveng.sourceforge.io/crc-catalogue/all.htm
  it.each([
    ["CRC32", "cbf43926"],
    ["CRC32C", "e3069283"],
    ["CRC64NVME", "ae8b14860a799888"],
    ["SHA1", createHash("sha1").update(text).digest("hex")],
    ["SHA256", createHash("sha256").update(text).digest("hex")],
  ] as const)("of %s has its check value", (algorithm, check) => {
    expect(hex(sumOf(algorithm, text))).toBe(check);
  });

  // https://www.rfc-editor.org/rfc/rfc3720#appendix-B.4
  it.each([
    [Buffer.alloc(32), 0x8a9136aa],
    [Buffer.alloc(32, 0xff), 0x62a8ab43],
    [Buffer.from(Uint8Array.from({ length: 32 }, (_, index) => index)), 0x46dd794e],
  ])("of CRC32C is that of the RFC", (bytes, expected) => {
    expect(crc32c(bytes)).toBe(expected);
  });

  const pieces = fc.array(fc.uint8Array({ maxLength: 70 }), { maxLength: 6 });

  it.each(algorithms)("of %s does not depend on the pieces in which the bytes come", (algorithm) => {
    fc.assert(
      fc.property(pieces, (list) => sumOf(algorithm, ...list) === sumOf(algorithm, Buffer.concat(list))),
    );
  });

  it.each(algorithms.filter(combines))("of %s for a whole is had from those of its parts", (algorithm) => {
    fc.assert(
      fc.property(pieces, (list) => {
        const parts = list.map((piece) => ({ value: sumOf(algorithm, piece), size: piece.length }));
        return fullObjectChecksum(algorithm, parts) === sumOf(algorithm, Buffer.concat(list));
      }),
    );
  });

  it("of a large whole is had from its parts as well", () => {
    const parts = [Buffer.alloc(5_000_000, 1), Buffer.alloc(1, 2), Buffer.alloc(3_333_333, 3)];
    const sums = parts.map((part) => ({ value: sumOf("CRC32", part), size: part.length }));
    expect(hex(fullObjectChecksum("CRC32", sums))).toBe(
      crc32(Buffer.concat(parts)).toString(16).padStart(8, "0"),
    );
  });

  it("of checksums says of how many", () => {
    const parts = [text, text].map((part) => ({ value: sumOf("SHA256", part), size: part.length }));
    const one = createHash("sha256").update(text).digest();
    const both = createHash("sha256").update(one).update(one).digest("base64");
    expect(compositeChecksum("SHA256", parts)).toBe(`${both}-2`);
  });

  it("is told from what can be none", () => {
    expect(isWellFormed("CRC32", "AAAAAA==")).toBe(true);
    for (const nonsense of ["", "AAAA", "AAAAAA", "AAAAAAAA", "not base64", "AAAAAA==\n"])
      expect(isWellFormed("CRC32", nonsense)).toBe(false);
  });
});
