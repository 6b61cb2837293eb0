import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { filesOf, type S3Cloud, type S3CloudOptions, startS3Cloud } from "./s3-cloud.ts";

let stateDir: string;
const open: S3Cloud[] = [];

beforeEach(async () => {
  stateDir = await mkdtemp(path.join(os.tmpdir(), "skein-s3-"));
});
afterEach(async () => {
  for (const cloud of open.splice(0)) await cloud.close();
  await rm(stateDir, { recursive: true });
});

const start = async (options: S3CloudOptions = {}): Promise<S3Cloud> => {
  for (const cloud of open.splice(0)) await cloud.close();
  const cloud = await startS3Cloud({ ...options, stateDir });
  open.push(cloud);
  return cloud;
};

describe("a restart", () => {
  it("keeps buckets with their settings, objects with their versions, and uploads with their parts", async () => {
    const before = await start();
    const Bucket = await before.addBucket();
    await before.s3.putBucketVersioning({ Bucket, VersioningConfiguration: { Status: "Enabled" } });
    await before.s3.putBucketTagging({ Bucket, Tagging: { TagSet: [{ Key: "a", Value: "b" }] } });
    const large = randomBytes(300_000).toString("hex");
    const old = await before.put(Bucket, "k", "old");
    const current = await before.put(Bucket, "k", large);
    await before.s3.putObject({ Bucket, Key: "described", Body: "x", Metadata: { a: "1" }, Tagging: "t=1" });
    const { UploadId } = await before.s3.createMultipartUpload({ Bucket, Key: "u" });
    const { ETag } = await before.s3.uploadPart({ Bucket, Key: "u", UploadId, PartNumber: 1, Body: large });
    const listing = await before.s3.listObjectVersions({ Bucket });

    const after = await start();
    expect((await after.s3.listBuckets()).Buckets?.map(({ Name }) => Name)).toEqual([Bucket]);
    expect((await after.s3.getBucketVersioning({ Bucket })).Status).toBe("Enabled");
    expect((await after.s3.getBucketTagging({ Bucket })).TagSet).toEqual([{ Key: "a", Value: "b" }]);
    const again = await after.s3.listObjectVersions({ Bucket });
    expect({ ...again, $metadata: {} }).toEqual({ ...listing, $metadata: {} });
    expect(await after.read(Bucket, "k")).toBe(large);
    expect(await after.read(Bucket, "k", current)).toBe(large);
    expect(await after.read(Bucket, "k", old)).toBe("old");
    expect(await after.s3.headObject({ Bucket, Key: "described" })).toMatchObject({
      Metadata: { a: "1" },
      TagCount: 1,
    });
    await after.s3.completeMultipartUpload({
      Bucket,
      Key: "u",
      UploadId,
      MultipartUpload: { Parts: [{ PartNumber: 1, ETag }] },
    });
    expect(await after.read(Bucket, "u")).toBe(large);
  });

  it("sweeps what belongs to nothing", async () => {
    const before = await start();
    const Bucket = await before.addBucket();
    await before.put(Bucket, "k", randomBytes(100_000).toString("hex"));
    const files = await filesOf(before);
    await before.close();
    open.length = 0;
    const id = "00".padEnd(32, "f");
    await writeFile(path.join(stateDir, "s3", "bodies", "00", id), "a body that was never indexed");

    const after = await start();
    expect(await filesOf(after)).toEqual(files);
    expect((await after.read(Bucket, "k")).length).toBe(200_000);
  });
});
