import { readdir } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type S3Cloud, startS3Cloud } from "./s3-cloud.ts";

let cloud: S3Cloud;

beforeAll(async () => {
  cloud = await startS3Cloud();
});
afterAll(() => cloud.close());

// https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html
describe("an object", () => {
  it("comes back with everything that was said of it", async () => {
    const { s3 } = cloud;
    const Bucket = await cloud.addBucket();
    const said = {
      CacheControl: "max-age=60",
      ContentDisposition: 'attachment; filename="a.txt"',
      ContentEncoding: "identity",
      ContentLanguage: "de",
      ContentType: "text/plain; charset=utf-8",
      Metadata: { owner: "ada", "two-words": "a b" },
      WebsiteRedirectLocation: "/b",
      StorageClass: "STANDARD_IA",
    } as const;
    const { ETag } = await s3.putObject({ Bucket, Key: "a", Body: "something", ...said });
    expect(ETag).toBe('"437b930db84b8079c2dd804a71936b5f"');
    const head = await s3.headObject({ Bucket, Key: "a" });
    expect(head).toMatchObject({
      ...said,
      ETag,
      AcceptRanges: "bytes",
      ContentLength: 9,
      ServerSideEncryption: "AES256",
    });
    expect(Math.abs((head.LastModified?.getTime() ?? 0) - Date.now())).toBeLessThan(5_000);
    const answer = await s3.getObject({ Bucket, Key: "a" });
    expect(answer).toMatchObject({ ...said, ETag, ContentLength: 9 });
    expect(await answer.Body?.transformToString()).toBe("something");
  });

  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html#UserMetadata
  it("has metadata in every script, which leaves in words that are safe for mail", async () => {
    const { s3 } = cloud;
    const Bucket = await cloud.addBucket();
    const metadataOf = async (a: string) => {
      await s3.putObject({ Bucket, Key: "a", Body: "x", Metadata: { a } });
      return (await s3.headObject({ Bucket, Key: "a" })).Metadata?.a;
    };
    expect(await metadataOf("plain, ASCII")).toBe("plain, ASCII");
    const japanese = `=?UTF-8?B?${Buffer.from("日本").toString("base64")}?=`;
    expect(await metadataOf(japanese)).toBe(japanese);
    expect(await metadataOf("=?UTF-8?Q?=E6=97=A5=E6=9C=AC?=")).toBe(japanese);
    expect(await metadataOf("=?UTF-8?Q?a_b?=")).toBe("a b");
  });

  it("is what was put last", async () => {
    const Bucket = await cloud.addBucket();
    await cloud.put(Bucket, "a", "one");
    await cloud.put(Bucket, "a", "two");
    expect(await cloud.read(Bucket, "a")).toBe("two");
  });

  it("may be empty", async () => {
    const Bucket = await cloud.addBucket();
    await cloud.put(Bucket, "a", "");
    const { ContentLength, ETag } = await cloud.s3.headObject({ Bucket, Key: "a" });
    expect({ ContentLength, ETag }).toEqual({ ContentLength: 0, ETag: '"d41d8cd98f00b204e9800998ecf8427e"' });
    expect(await cloud.read(Bucket, "a")).toBe("");
  });

  it("is served with the headers that a signed request asks for", async () => {
    const Bucket = await cloud.addBucket();
    await cloud.put(Bucket, "a");
    const answer = await cloud.s3.getObject({
      Bucket,
      Key: "a",
      ResponseContentType: "text/html",
      ResponseContentDisposition: "inline",
      ResponseCacheControl: "no-store",
    });
    expect(answer).toMatchObject({
      ContentType: "text/html",
      ContentDisposition: "inline",
      CacheControl: "no-store",
    });
  });

  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-class-intro.html
  it("cannot be read while it is in an archive", async () => {
    const { s3 } = cloud;
    const Bucket = await cloud.addBucket();
    await s3.putObject({ Bucket, Key: "a", Body: "x", StorageClass: "GLACIER" });
    expect(await s3.headObject({ Bucket, Key: "a" })).toMatchObject({ StorageClass: "GLACIER" });
    const state = { name: "InvalidObjectState", $metadata: { httpStatusCode: 403 } };
    await expect(s3.getObject({ Bucket, Key: "a" })).rejects.toMatchObject(state);
    await expect(s3.copyObject({ Bucket, Key: "b", CopySource: `${Bucket}/a` })).rejects.toMatchObject(state);
    await expect(
      s3.putObject({ Bucket, Key: "a", Body: "x", StorageClass: "OUTPOSTS" }),
    ).rejects.toMatchObject({ name: "InvalidStorageClass" });
  });

  it("is gone once it is deleted, and deleting nothing is no error", async () => {
    const { s3 } = cloud;
    const Bucket = await cloud.addBucket();
    await cloud.put(Bucket, "a");
    await s3.deleteObject({ Bucket, Key: "a" });
    await s3.deleteObject({ Bucket, Key: "a" });
    await expect(s3.getObject({ Bucket, Key: "a" })).rejects.toMatchObject({ name: "NoSuchKey", Key: "a" });
    await expect(s3.headObject({ Bucket, Key: "a" })).rejects.toMatchObject({ name: "NotFound" });
  });

  // https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html
  it("can be deleted together with a thousand others", async () => {
    const { s3 } = cloud;
    const Bucket = await cloud.addBucket();
    const keys = Array.from({ length: 20 }, (_, index) => `${index} & <${index}>`);
    await Promise.all(keys.map((key) => cloud.put(Bucket, key)));
    const { Deleted, Errors } = await s3.deleteObjects({
      Bucket,
      Delete: { Objects: [...keys, "never"].map((Key) => ({ Key })) },
    });
    expect(Deleted?.map(({ Key }) => Key)).toEqual([...keys, "never"]);
    expect(Errors).toBeUndefined();
    expect((await s3.listObjectsV2({ Bucket })).KeyCount).toBe(0);
    const quiet = await s3.deleteObjects({ Bucket, Delete: { Objects: [{ Key: "a" }], Quiet: true } });
    expect(quiet.Deleted).toBeUndefined();
    const tooMany = Array.from({ length: 1_001 }, (_, index) => ({ Key: String(index) }));
    await expect(s3.deleteObjects({ Bucket, Delete: { Objects: tooMany } })).rejects.toMatchObject({
      name: "MalformedXML",
    });
  });
});

// https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html
describe("a deletion", () => {
  it.each([true, false])("has no lock to pass by: %s", async (BypassGovernanceRetention) => {
    const Bucket = await cloud.addBucket();
    await cloud.put(Bucket, "a");
    const refusal = {
      name: "InvalidArgument",
      message: "x-amz-bypass-governance-retention is only applicable to Object Lock enabled buckets.",
      ArgumentName: "x-amz-bypass-governance-retention",
    };
    await expect(
      cloud.s3.deleteObject({ Bucket, Key: "a", BypassGovernanceRetention }),
    ).rejects.toMatchObject(refusal);
    const Delete = { Objects: [{ Key: "a" }] };
    await expect(cloud.s3.deleteObjects({ Bucket, Delete, BypassGovernanceRetention })).rejects.toMatchObject(
      refusal,
    );
    expect(await cloud.read(Bucket, "a")).toBe("content");
  });
});

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html
describe("a key", () => {
  const odd = [
    "with space",
    " leading and trailing ",
    "plus+plus",
    "100%",
    "%2e%2e%2f",
    "%",
    "..",
    ".",
    "../../../etc/passwd",
    "a/../b",
    "a/./b",
    "a//b",
    "/leading",
    "//",
    "trailing/",
    "a\\b",
    "a?b=c&d",
    "a#b",
    "a;b,c:d@e=f$g!h~i*j'k(l)",
    'quote"<tag>&amp;',
    "[brackets]{braces}|^`",
    "ünicödé",
    "日本語",
    "💣",
    "e\u0301 is not \u00e9",
    "\u00e9",
    "tab\tnewline\n",
    "null",
    "__proto__",
    "constructor",
    "incoming",
    "index.sqlite",
    "x".repeat(1_024),
    "ü".repeat(512),
  ];

  it.each(odd)("may be %j", async (Key) => {
    const Bucket = await cloud.addBucket();
    await cloud.put(Bucket, Key, Key);
    expect(await cloud.read(Bucket, Key)).toBe(Key);
    const { Contents } = await cloud.s3.listObjectsV2({ Bucket });
    expect(Contents?.map((one) => one.Key)).toEqual([Key]);
    const { Contents: encoded } = await cloud.s3.listObjectsV2({ Bucket, EncodingType: "url" });
    expect(encoded?.map((one) => decodeURIComponent((one.Key ?? "").replaceAll("+", " ")))).toEqual([Key]);
    await cloud.s3.deleteObject({ Bucket, Key });
    expect((await cloud.s3.listObjectsV2({ Bucket })).KeyCount).toBe(0);
  });

  it("does not leave the engine's folder, whatever it is and however long the body", async () => {
    const Bucket = await cloud.addBucket();
    const before = await readdir(cloud.stateDir);
    for (const Key of ["../escaped", "..%2Fescaped", "/../../escaped", "a/../../../escaped"])
      for (const size of [1, 100_000]) await cloud.put(Bucket, Key, Buffer.alloc(size));
    expect(await readdir(cloud.stateDir)).toEqual(before);
    const files = await readdir(path.join(cloud.stateDir, "s3"), { recursive: true });
    expect(files.filter((name) => name.includes("escaped"))).toEqual([]);
  });

  it("has at most 1,024 bytes of UTF-8", async () => {
    const Bucket = await cloud.addBucket();
    for (const Key of ["x".repeat(1_025), "ü".repeat(513)])
      await expect(cloud.put(Bucket, Key)).rejects.toMatchObject({ name: "KeyTooLongError" });
  });

  it("tells apart what looks alike", async () => {
    const Bucket = await cloud.addBucket();
    const alike = ["a", "A", "a/", "/a", "a//", "a ", "\u00e9", "e\u0301", "%61", "a+b", "a b", "a%20b"];
    for (const key of alike) await cloud.put(Bucket, key, key);
    for (const key of alike) expect(await cloud.read(Bucket, key)).toBe(key);
  });
});

describe("what is not there", () => {
  it("is named in the error", async () => {
    await expect(cloud.s3.getObject({ Bucket: "no-such-bucket", Key: "a" })).rejects.toMatchObject({
      name: "NoSuchBucket",
      BucketName: "no-such-bucket",
      $metadata: { httpStatusCode: 404 },
    });
    await expect(cloud.put("no-such-bucket", "a")).rejects.toMatchObject({ name: "NoSuchBucket" });
  });

  it("is refused by name when it is an operation", async () => {
    const Bucket = await cloud.addBucket();
    await expect(cloud.s3.getBucketWebsite({ Bucket })).rejects.toMatchObject({
      name: "NotImplemented",
      message: "The local cloud does not support s3:GetBucketWebsite.",
      $metadata: { httpStatusCode: 501 },
    });
    await expect(
      cloud.s3.putObject({
        Bucket,
        Key: "a",
        SSECustomerAlgorithm: "AES256",
        SSECustomerKey: "x".repeat(32),
      }),
    ).rejects.toMatchObject({ name: "NotImplemented" });
  });
});
