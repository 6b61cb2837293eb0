import { createHash, type Hash, randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import type { S3 } from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { Bucket } from "./stores.ts";

/** What is done on and on, and how one sees that it did what it says. */
export interface Operation {
  readonly title: string;
  readonly concurrency: number;
  /** The first ones are for the just-in-time compilers, which need some thousands of calls. */
  readonly warmUpRounds: number;
  readonly prepare: (s3: S3) => Promise<void>;
  readonly once: (s3: S3, turn: number) => Promise<void>;
  /** @throws {Error} when what was put is not what is got */
  readonly verify: (s3: S3) => Promise<void>;
}

/** Written over and over, so that the disk use stays small; read in turn, so that nobody reads one out of a cache. */
const keyCount = 64;

const requireSame = (got: string, put: string): void => {
  if (got !== put) throw new Error("what was got is not what was put");
};

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

const read = async (s3: S3, Key: string): Promise<Uint8Array> => {
  const { Body } = await s3.getObject({ Bucket, Key });
  return (await Body?.transformToByteArray()) ?? new Uint8Array();
};

const pair = (
  size: string,
  bytes: number,
  { concurrency, warmUpRounds }: Pick<Operation, "concurrency" | "warmUpRounds">,
): readonly Operation[] => {
  const body = randomBytes(bytes);
  const key = (turn: number) => `${size}/${turn % keyCount}`;
  const put = async (s3: S3, turn: number) =>
    void (await s3.putObject({ Bucket, Key: key(turn), Body: body }));
  const get = async (s3: S3, turn: number) => void (await read(s3, key(turn)));
  const verify = async (s3: S3) => {
    await put(s3, 0);
    requireSame(sha256(await read(s3, key(0))), sha256(body));
  };
  const fill = async (s3: S3) => {
    for (let turn = 0; turn < keyCount; turn += 1) await put(s3, turn);
  };
  return [
    {
      title: `${size} put`,
      concurrency,
      warmUpRounds,
      prepare: async () => undefined,
      once: put,
      verify,
    },
    { title: `${size} get`, concurrency, warmUpRounds, prepare: fill, once: get, verify },
  ];
};

export const objectOperations = [
  ...pair("1 KB", 1_024, { concurrency: 16, warmUpRounds: 8 }),
  ...pair("1 MB", 1_024 * 1_024, { concurrency: 8, warmUpRounds: 2 }),
];

export const largeBytes = 1_024 ** 3;
const pieceBytes = 1_024 * 1_024;

/** The same pseudo-random content each time, in pieces that differ; never in memory as a whole. */
async function* largeContent(hash?: Hash): AsyncGenerator<Buffer, void> {
  const seed = Buffer.alloc(pieceBytes, "Skein");
  for (let piece = 0; piece < largeBytes / pieceBytes; piece += 1) {
    const bytes = Buffer.from(seed);
    bytes.writeUInt32BE(piece);
    hash?.update(bytes);
    yield bytes;
  }
}

const largeKey = "1 GiB";

export const uploadLarge = async (s3: S3): Promise<void> => {
  await new Upload({
    client: s3,
    params: { Bucket, Key: largeKey, Body: Readable.from(largeContent()) },
    partSize: 8 * 1_024 * 1_024,
    queueSize: 4,
  }).done();
};

/** @throws {Error} when what was put is not what is got */
export const verifyLarge = async (s3: S3): Promise<void> => {
  const expected = createHash("sha256");
  for await (const _piece of largeContent(expected));
  const actual = createHash("sha256");
  const { Body } = await s3.getObject({ Bucket, Key: largeKey });
  for await (const piece of Body?.transformToWebStream() ?? []) actual.update(piece);
  requireSame(actual.digest("hex"), expected.digest("hex"));
};

export const removeLarge = async (s3: S3): Promise<void> => {
  await s3.deleteObject({ Bucket, Key: largeKey });
};
