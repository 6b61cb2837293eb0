import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { filesOf, type S3Cloud, startS3Cloud } from "./s3-cloud.ts";

let cloud: S3Cloud;
let Bucket: string;

beforeAll(async () => {
  cloud = await startS3Cloud({ spareBytes: 0 });
  Bucket = await cloud.addBucket();
  await cloud.s3.putObject({
    Bucket,
    Key: "source",
    Body: "content",
    ContentType: "text/x",
    Metadata: { a: "1" },
    Tagging: "t=1",
    StorageClass: "STANDARD_IA",
  });
});
afterAll(() => cloud.close());

const copy = (Key: string, more: object = {}) =>
  cloud.s3.copyObject({ Bucket, Key, CopySource: `${Bucket}/source`, ...more });

// https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
describe("a copy", () => {
  it("is like its source, but for the storage class", async () => {
    const { CopyObjectResult } = await copy("alike");
    expect(CopyObjectResult).toMatchObject({ ETag: '"9a0364b9e99bb480dd25e1f0284c8555"' });
    const head = await cloud.s3.headObject({ Bucket, Key: "alike" });
    expect(head).toMatchObject({ ContentType: "text/x", Metadata: { a: "1" } });
    expect(head.StorageClass).toBeUndefined();
    expect(await cloud.read(Bucket, "alike")).toBe("content");
    const { TagSet } = await cloud.s3.getObjectTagging({ Bucket, Key: "alike" });
    expect(TagSet).toEqual([{ Key: "t", Value: "1" }]);
  });

  it("takes its own description where that is to replace the source's", async () => {
    await copy("other", { MetadataDirective: "REPLACE", Metadata: { b: "2" }, ContentType: "text/y" });
    const head = await cloud.s3.headObject({ Bucket, Key: "other" });
    expect(head).toMatchObject({ ContentType: "text/y", Metadata: { b: "2" } });
    await copy("ignored", { Metadata: { b: "2" } });
    expect((await cloud.s3.headObject({ Bucket, Key: "ignored" })).Metadata).toEqual({ a: "1" });
  });

  it.each([
    ["COPY", "t=1"],
    ["REPLACE", "u=2"],
    [undefined, "t=1"],
  ] as const)("with the tagging directive %s has the tags %s", async (TaggingDirective, expected) => {
    await copy("tagged", { Tagging: "u=2", TaggingDirective });
    const { TagSet = [] } = await cloud.s3.getObjectTagging({ Bucket, Key: "tagged" });
    expect(TagSet.map(({ Key, Value }) => `${Key}=${Value}`)).toEqual([expected]);
  });

  it("onto itself must change something", async () => {
    await expect(copy("source")).rejects.toMatchObject({
      name: "InvalidRequest",
      message: expect.stringContaining("copy an object to itself"),
    });
    await copy("source", {
      MetadataDirective: "REPLACE",
      Metadata: { a: "1" },
      ContentType: "text/x",
      StorageClass: "STANDARD_IA",
    });
  });

  it("onto itself may change nothing in a bucket that was told how to encrypt", async () => {
    const Encrypted = await cloud.addBucket();
    await cloud.s3.putBucketEncryption({
      Bucket: Encrypted,
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }],
      },
    });
    await cloud.put(Encrypted, "k");
    const again = () => cloud.s3.copyObject({ Bucket: Encrypted, Key: "k", CopySource: `${Encrypted}/k` });
    expect(await again()).toMatchObject({ ServerSideEncryption: "AES256" });
    await cloud.s3.deleteBucketEncryption({ Bucket: Encrypted });
    await expect(again()).rejects.toMatchObject({ name: "InvalidRequest" });
  });

  it.each(["with space", "plus+plus", "100%", "ü/💣", "..", "a?versionId=b", "a&b=c"])(
    "finds the source %j",
    async (key) => {
      await cloud.put(Bucket, key, key);
      await copy("found", { CopySource: encodeURIComponent(`${Bucket}/${key}`) });
      expect(await cloud.read(Bucket, "found")).toBe(key);
      await copy("found", { CopySource: `/${Bucket}/${encodeURIComponent(key)}` });
      expect(await cloud.read(Bucket, "found")).toBe(key);
    },
  );

  it("finds a space that is written as in forms", async () => {
    await cloud.put(Bucket, "with space", "spaced");
    await copy("found", { CopySource: `${Bucket}/with+space` });
    expect(await cloud.read(Bucket, "found")).toBe("spaced");
  });

  it("can be of a version, and into another bucket", async () => {
    const Versioned = await cloud.addBucket();
    await cloud.s3.putBucketVersioning({ Bucket: Versioned, VersioningConfiguration: { Status: "Enabled" } });
    const first = await cloud.put(Versioned, "k", "first");
    await cloud.put(Versioned, "k", "second");
    const answer = await copy("version", { CopySource: `${Versioned}/k?versionId=${first}` });
    expect(answer.CopySourceVersionId).toBe(first);
    expect(await cloud.read(Bucket, "version")).toBe("first");
    const { VersionId } = await cloud.s3.deleteObject({ Bucket: Versioned, Key: "k" });
    await expect(copy("version", { CopySource: `${Versioned}/k` })).rejects.toMatchObject({
      name: "NoSuchKey",
    });
    await expect(
      copy("version", { CopySource: `${Versioned}/k?versionId=${VersionId}` }),
    ).rejects.toMatchObject({ name: "InvalidRequest" });
  });

  it("says nothing of a source that is the version null", async () => {
    const Versioned = await cloud.addBucket();
    await cloud.put(Versioned, "k", "first");
    await cloud.s3.putBucketVersioning({ Bucket: Versioned, VersioningConfiguration: { Status: "Enabled" } });
    const answer = await copy("from-null", { CopySource: `${Versioned}/k` });
    expect(answer.CopySourceVersionId).toBeUndefined();
  });

  it("holds to conditions on its source", async () => {
    const { ETag = "" } = await cloud.s3.headObject({ Bucket, Key: "source" });
    await copy("conditional", { CopySourceIfMatch: ETag });
    for (const conditions of [{ CopySourceIfMatch: '"other"' }, { CopySourceIfNoneMatch: ETag }])
      await expect(copy("conditional", conditions)).rejects.toMatchObject({
        name: "PreconditionFailed",
        $metadata: { httpStatusCode: 412 },
      });
  });

  it("gets another checksum where that is asked for", async () => {
    const { CopyObjectResult } = await copy("checksum", { ChecksumAlgorithm: "SHA256" });
    expect(CopyObjectResult?.ChecksumSHA256).toBe("7XACtDnprIRfIjV9giusFERzD722AW0+yUMil7nsn3M=");
    const head = await cloud.s3.headObject({ Bucket, Key: "checksum", ChecksumMode: "ENABLED" });
    expect(head.ChecksumSHA256).toBe(CopyObjectResult?.ChecksumSHA256);
  });

  it("shares its content with the source, which either may lose", async () => {
    const Body = Buffer.alloc(200_000, 7);
    await cloud.put(Bucket, "large", Body);
    const files = await filesOf(cloud);
    await copy("large-copy", { CopySource: `${Bucket}/large` });
    expect(await filesOf(cloud)).toEqual(files);
    await cloud.s3.deleteObject({ Bucket, Key: "large" });
    expect((await cloud.read(Bucket, "large-copy")).length).toBe(200_000);
    await cloud.s3.deleteObject({ Bucket, Key: "large-copy" });
    await cloud.filesSettle([]);
  });

  it("needs a source that there is", async () => {
    for (const [CopySource, name] of [
      [`${Bucket}/never`, "NoSuchKey"],
      ["no-such-bucket/k", "NoSuchBucket"],
      ["nonsense", "InvalidArgument"],
      ["%ZZ/k", "InvalidArgument"],
    ])
      await expect(copy("x", { CopySource })).rejects.toMatchObject({ name });
    await expect(copy("x", { CopySource: "no-key" })).rejects.toMatchObject({
      name: "InvalidArgument",
      message: "Invalid copy source object key",
      ArgumentName: "x-amz-copy-source",
      ArgumentValue: "x-amz-copy-source",
    });
  });
});
