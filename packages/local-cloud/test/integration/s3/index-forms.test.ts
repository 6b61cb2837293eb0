import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { filesOf, type S3Cloud, startS3Cloud } from "./s3-cloud.ts";

let stateDir: string;
let cloud: S3Cloud | undefined;

beforeEach(async () => {
  stateDir = await mkdtemp(path.join(os.tmpdir(), "skein-s3-"));
});
afterEach(async () => {
  await cloud?.close();
  cloud = undefined;
  await rm(stateDir, { recursive: true });
});

const contentOf = (size: number): string => Buffer.alloc(size, "content").toString();
const indexFile = () => path.join(stateDir, "s3", "index.sqlite");

/** What an earlier local cloud left: its index, and the files that this one names. */
const leave = async (form: string): Promise<void> => {
  await mkdir(path.dirname(indexFile()));
  const database = new DatabaseSync(indexFile());
  database.exec(await readFile(path.join(import.meta.dirname, "index-forms", form), "utf8"));
  for (const { id, size } of database.prepare("SELECT id, size FROM bodies WHERE bytes IS NULL").all()) {
    const folder = path.join(stateDir, "s3", "bodies", String(id).slice(0, 2));
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, String(id)), contentOf(Number(size)));
  }
  database.close();
};

describe("an index of the first form", () => {
  const contents: Readonly<Record<string, string>> = {
    "copy of large": contentOf(40_000),
    "copy of small": contentOf(20),
    empty: "",
    large: contentOf(40_000),
    parts: contentOf(5 * 1024 ** 2) + contentOf(7),
    replaced: contentOf(12),
    small: contentOf(20),
  };

  beforeEach(async () => {
    await leave("first.sql");
  });

  it("is taken over with all objects, what was said of them, versions and uploads", async () => {
    cloud = await startS3Cloud({ stateDir });
    const { s3, read } = cloud;
    const { Contents = [] } = await s3.listObjectsV2({ Bucket: "plain" });
    const sizes = Object.entries(contents).map(([Key, content]) => ({ Key, Size: content.length }));
    expect(Contents.map(({ Key, Size }) => ({ Key, Size }))).toEqual(sizes);
    for (const [key, content] of Object.entries(contents))
      expect((await read("plain", key)) === content, key).toBe(true);
    const copy = await s3.headObject({ Bucket: "plain", Key: "copy of small" });
    expect(copy).toMatchObject({
      Metadata: { a: "1" },
      TagCount: 1,
      ETag: '"9ffebeab94e8a17b5f156c1558850611"',
    });

    const { Versions, DeleteMarkers } = await s3.listObjectVersions({ Bucket: "versioned" });
    expect(DeleteMarkers?.map(({ IsLatest }) => IsLatest)).toEqual([true]);
    expect(Versions?.map(({ Size }) => Size)).toEqual([50_000, 2, 1]);
    for (const { VersionId, Size = 0 } of Versions ?? [])
      expect(await read("versioned", "k", VersionId)).toBe(contentOf(Size));

    const { Uploads = [] } = await s3.listMultipartUploads({ Bucket: "plain" });
    const upload = { Bucket: "plain", Key: "under way", UploadId: Uploads[0]?.UploadId };
    const { Parts } = await s3.listParts(upload);
    await s3.completeMultipartUpload({ ...upload, MultipartUpload: { Parts } });
    expect(await read("plain", "under way")).toBe(contentOf(14));
  });

  it("goes on as if it had always been of the present one, and is so at the next start", async () => {
    cloud = await startS3Cloud({ stateDir, spareBytes: 0 });
    await cloud.put("plain", "large", "small now");
    await cloud.close();
    cloud = await startS3Cloud({ stateDir, spareBytes: 0 });
    const { s3, read, put, filesSettle } = cloud;
    expect(await read("plain", "large")).toBe("small now");
    expect(await read("plain", "copy of large")).toBe(contentOf(40_000));
    await put("plain", "small", contentOf(40_000));
    expect(await read("plain", "copy of small")).toBe(contentOf(20));
    const newest = await put("versioned", "k", "above the marker");
    const { Versions } = await s3.listObjectVersions({ Bucket: "versioned" });
    expect(Versions?.[0]).toMatchObject({ VersionId: newest, IsLatest: true });

    const uploads = await s3.listMultipartUploads({ Bucket: "plain" });
    for (const { Key, UploadId } of uploads.Uploads ?? [])
      await s3.abortMultipartUpload({ Bucket: "plain", Key, UploadId });
    for (const Bucket of ["plain", "versioned"]) {
      const { Versions = [], DeleteMarkers = [] } = await s3.listObjectVersions({ Bucket });
      const Objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
      await s3.deleteObjects({ Bucket, Delete: { Objects } });
      await s3.deleteBucket({ Bucket });
    }
    await filesSettle([]);
    await cloud.close();
    cloud = undefined;
    const database = new DatabaseSync(indexFile());
    for (const table of ["bodies", "versions", "segments", "upload_parts"])
      expect(database.prepare(`SELECT * FROM ${table}`).all(), table).toEqual([]);
    database.close();
  });
});

describe("an index", () => {
  it("of a later form is refused, and stays as it is", async () => {
    cloud = await startS3Cloud({ stateDir });
    await cloud.addBucket();
    await cloud.close();
    cloud = undefined;
    const database = new DatabaseSync(indexFile());
    database.exec("PRAGMA user_version = 99");
    database.close();
    await expect(startS3Cloud({ stateDir })).rejects.toThrow("later version of the local cloud");
  });

  it("that another local cloud has open is refused", async () => {
    cloud = await startS3Cloud({ stateDir });
    await cloud.addBucket();
    const files = await filesOf(cloud);
    await expect(startS3Cloud({ stateDir })).rejects.toThrow("is in use");
    expect(await filesOf(cloud)).toEqual(files);
    expect((await cloud.s3.listBuckets()).Buckets).toHaveLength(1);
  });
});
