import { once } from "node:events";
import { rename } from "node:fs/promises";
import { type ClientRequest, request } from "node:http";
import path from "node:path";
import type { Readable } from "node:stream";
import { GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { eventually } from "../../support/eventually.ts";
import { filesOf, type S3Cloud, startS3Cloud } from "./s3-cloud.ts";

let cloud: S3Cloud;
let Bucket: string;

/** More than the sockets between here and there hold. */
const size = 24 * 1024 * 1024;
const large = Buffer.alloc(size, "old ");

beforeAll(async () => {
  cloud = await startS3Cloud({ spareBytes: 0 });
});
afterAll(() => cloud.close());
beforeEach(async () => {
  Bucket = await cloud.addBucket();
});

const bytesOf = async (stream: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const pieces: Uint8Array[] = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces);
};

/** An upload of so many bytes, of which nothing is sent yet. */
const startUpload = async (Key: string, length: number): Promise<ClientRequest> => {
  const client = cloud.clientWith({ requestChecksumCalculation: "WHEN_REQUIRED" });
  const url = await getSignedUrl(client, new PutObjectCommand({ Bucket, Key }));
  return request(url, { method: "PUT", headers: { "content-length": length } });
};

/** A download of which nothing is read yet but its head. */
const startDownload = async (Key: string) => {
  const url = await getSignedUrl(cloud.s3, new GetObjectCommand({ Bucket, Key }));
  const outgoing = request(url).end();
  const [response]: Readable[] = await once(outgoing, "response");
  if (!response) throw new Error("There is no answer");
  return { outgoing, response };
};

describe("a download", () => {
  it("goes on to its end while the object is replaced and deleted, and then the content goes", async () => {
    await cloud.put(Bucket, "k", large);
    const { response } = await startDownload("k");
    await cloud.put(Bucket, "k", "new");
    expect(await cloud.read(Bucket, "k")).toBe("new");
    await cloud.s3.deleteObject({ Bucket, Key: "k" });
    expect(await filesOf(cloud)).toHaveLength(1);
    expect((await bytesOf(response)).equals(large)).toBe(true);
    await cloud.filesSettle([]);
  });

  it("that is broken off lets go of the content", async () => {
    await cloud.put(Bucket, "k", large);
    const { outgoing } = await startDownload("k");
    await cloud.s3.deleteObject({ Bucket, Key: "k" });
    outgoing.destroy();
    await cloud.filesSettle([]);
  });
});

describe("an upload", () => {
  it("that is broken off leaves nothing, and what was there stays", async () => {
    await cloud.put(Bucket, "k", "before");
    const outgoing = await startUpload("k", size);
    outgoing.on("error", () => undefined);
    outgoing.write(large.subarray(0, size / 2));
    await eventually(async () => expect(await filesOf(cloud)).toHaveLength(1));
    outgoing.destroy();
    await cloud.filesSettle([]);
    expect(await cloud.read(Bucket, "k")).toBe("before");
  });

  it("that comes slowly holds up nobody, however many there are", async () => {
    const keys = Array.from({ length: 24 }, (_, index) => `slow/${index}`);
    const contents = keys.map((_, index) => Buffer.alloc(3_000_000, index));
    const uploads = await Promise.all(keys.map((key) => startUpload(key, 3_000_000)));
    const answers = uploads.map((upload) => once(upload, "response"));
    for (const [index, upload] of uploads.entries()) {
      upload.write(contents[index]?.subarray(0, 1_500_000));
      // Its first mebibyte is written: it is in the middle of the second one.
      await eventually(async () => expect(await filesOf(cloud)).toHaveLength(index + 1));
    }
    await cloud.put(Bucket, "quick", large);
    expect(await cloud.read(Bucket, "quick")).toBe(large.toString());
    uploads.forEach((upload, index) => void upload.end(contents[index]?.subarray(1_500_000)));
    for (const [index, answer] of answers.entries()) {
      const [{ statusCode }] = await answer;
      const stored = await cloud.read(Bucket, `slow/${index}`);
      expect([statusCode, contents[index]?.equals(Buffer.from(stored))]).toEqual([200, true]);
    }
    for (const Key of ["quick", ...keys]) await cloud.s3.deleteObject({ Bucket, Key });
    await cloud.filesSettle([]);
  });

  it("that the disk refuses is a failure, and the next one is not", async () => {
    const client = cloud.clientWith({ maxAttempts: 1 });
    const bodies = path.join(cloud.stateDir, "s3", "bodies");
    await rename(bodies, `${bodies} elsewhere`);
    const refused = client.putObject({ Bucket, Key: "k", Body: large });
    await expect(refused).rejects.toMatchObject({ name: "InternalFailure" });
    await rename(`${bodies} elsewhere`, bodies);
    await expect(cloud.read(Bucket, "k")).rejects.toMatchObject({ name: "NoSuchKey" });
    await cloud.put(Bucket, "k", large);
    expect(await cloud.read(Bucket, "k")).toBe(large.toString());
    await cloud.s3.deleteObject({ Bucket, Key: "k" });
    await cloud.filesSettle([]);
  });

  it("is not seen before it is whole, and many of the same key end with one of them", async () => {
    const bodies = Array.from({ length: 12 }, (_, index) => Buffer.alloc(300_000 + index, index));
    const uploads = bodies.map((Body) => cloud.s3.putObject({ Bucket, Key: "k", Body }));
    const seen = async () => {
      const { Body } = await cloud.s3.getObject({ Bucket, Key: "k" });
      const bytes = Buffer.from((await Body?.transformToByteArray()) ?? []);
      return bodies.some((body) => body.equals(bytes));
    };
    const reads = uploads.map(async (upload) => {
      await upload;
      return seen();
    });
    expect(await Promise.all(reads)).toEqual(bodies.map(() => true));
    await eventually(async () => expect(await filesOf(cloud)).toHaveLength(1));
  });
});
