/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html */
import { createHash, hash } from "node:crypto";
import { crc32 } from "node:zlib";
import { createCombiner } from "./combine.ts";
import { crc32c } from "./crc32c.ts";
import { crc64nvme, crc64Start } from "./crc64nvme.ts";

export const algorithms = ["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"] as const;
export type Algorithm = (typeof algorithms)[number];

/** What S3 computes where the client asks for nothing. */
export const defaultAlgorithm: Algorithm = "CRC64NVME";

/** A checksum in the making. */
export interface Running {
  update(bytes: Uint8Array): void;
  /** Base64. */
  digest(): string;
}

const base64Of = (value: bigint, bytes: number): string =>
  Buffer.from(value.toString(16).padStart(bytes * 2, "0"), "hex").toString("base64");

const bitsOf = (base64: string): bigint => BigInt(`0x0${Buffer.from(base64, "base64").toString("hex")}`);

const crc = (step: (bytes: Uint8Array, before: number) => number): Running => {
  let value = 0;
  return {
    update: (bytes) => {
      value = step(bytes, value);
    },
    digest: () => base64Of(BigInt(value), 4),
  };
};

const crc64 = (): Running => {
  let value = crc64Start;
  return {
    update: (bytes) => {
      value = crc64nvme(bytes, value);
    },
    digest: () => base64Of((BigInt(value.high) << 32n) | BigInt(value.low), 8),
  };
};

const sha = (name: string): Running => {
  const hash = createHash(name);
  return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest("base64") };
};

interface AlgorithmFacts {
  readonly bytes: number;
  readonly start: () => Running;
  /** Only CRCs of parts can be combined into that of the whole. */
  readonly combiner?: ReturnType<typeof createCombiner>;
}

const facts: Readonly<Record<Algorithm, AlgorithmFacts>> = {
  CRC32: { bytes: 4, start: () => crc(crc32), combiner: createCombiner(0xedb88320n, 32) },
  CRC32C: { bytes: 4, start: () => crc(crc32c), combiner: createCombiner(0x82f63b78n, 32) },
  CRC64NVME: { bytes: 8, start: crc64, combiner: createCombiner(0x9a6c9329ac4bc9b5n, 64) },
  SHA1: { bytes: 20, start: () => sha("sha1") },
  SHA256: { bytes: 32, start: () => sha("sha256") },
};

export const startChecksum = (algorithm: Algorithm): Running => facts[algorithm].start();

/** Checksum of content that is there as a whole, in base64. */
export const checksumOf = (algorithm: Algorithm, bytes: Uint8Array): string => {
  if (algorithm === "SHA1" || algorithm === "SHA256") return hash(algorithm, bytes, "base64");
  const running = startChecksum(algorithm);
  running.update(bytes);
  return running.digest();
};

export const combines = (algorithm: Algorithm): boolean => facts[algorithm].combiner !== undefined;

/** Whether a text can be a checksum of this algorithm at all. */
export const isWellFormed = (algorithm: Algorithm, base64: string): boolean => {
  const bytes = Buffer.from(base64, "base64");
  return bytes.length === facts[algorithm].bytes && bytes.toString("base64") === base64;
};

export interface PartChecksum {
  /** Base64. */
  readonly value: string;
  readonly size: number;
}

/** Checksum of the whole, of one algorithm whose checksums combine. */
export const fullObjectChecksum = (algorithm: Algorithm, parts: readonly PartChecksum[]): string => {
  const { combiner, bytes } = facts[algorithm];
  if (!combiner) throw new Error(`Checksums of ${algorithm} do not combine`);
  const whole = parts.reduce((sum, { value, size }) => combiner.combine(sum, bitsOf(value), size), 0n);
  return base64Of(whole, bytes);
};

/** Checksum of checksums, `<base64>-<number of parts>`. */
export const compositeChecksum = (algorithm: Algorithm, parts: readonly PartChecksum[]): string => {
  const running = startChecksum(algorithm);
  for (const { value } of parts) running.update(Buffer.from(value, "base64"));
  return `${running.digest()}-${parts.length}`;
};
