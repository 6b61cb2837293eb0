import type { ListObjectsV2CommandInput } from "@aws-sdk/client-s3";
import { paginateListObjectsV2 } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type S3Cloud, startS3Cloud } from "./s3-cloud.ts";

let cloud: S3Cloud;

beforeAll(async () => {
  cloud = await startS3Cloud();
});
afterAll(() => cloud.close());

/** Its objects are put without HTTP, for there are many. */
const bucketOf = async (keys: readonly string[]): Promise<string> => {
  const Bucket = await cloud.addBucket();
  const put = (Key: string) =>
    cloud.dispatcher.call("s3", "PutObject", { Bucket, Key, ChecksumAlgorithm: "CRC32" }, cloud.admin);
  for (let at = 0; at < keys.length; at += 500) await Promise.all(keys.slice(at, at + 500).map(put));
  return Bucket;
};

const byBytes = (keys: readonly string[]): readonly string[] =>
  keys.toSorted((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));

/** All entries over all pages, and how many pages there were. */
const walk = async (input: ListObjectsV2CommandInput) => {
  const keys: string[] = [];
  const prefixes: string[] = [];
  let pages = 0;
  for await (const page of paginateListObjectsV2({ client: cloud.s3 }, input)) {
    pages += 1;
    keys.push(...(page.Contents ?? []).map(({ Key = "" }) => Key));
    prefixes.push(...(page.CommonPrefixes ?? []).map(({ Prefix = "" }) => Prefix));
  }
  return { keys, prefixes, pages };
};

// https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html
describe("a bucket of 10,000 keys", () => {
  const keys = Array.from({ length: 10_000 }, (_, index) => `${index % 10}/${(index * 7_919) % 10_000}`);
  let Bucket: string;
  beforeAll(async () => {
    Bucket = await bucketOf(keys);
  });

  it("is listed whole, in pages of a thousand, in the order of bytes", async () => {
    const { keys: listed, pages } = await walk({ Bucket });
    expect(listed).toEqual(byBytes(keys));
    expect(pages).toBe(10);
  });

  it("is listed alike with pages of any size", async () => {
    const { keys: listed, pages } = await walk({ Bucket, MaxKeys: 333 });
    expect(listed).toEqual(byBytes(keys));
    expect(pages).toBe(Math.ceil(10_000 / 333));
  });

  it("is ten folders", async () => {
    expect(await walk({ Bucket, Delimiter: "/" })).toEqual({
      keys: [],
      prefixes: Array.from({ length: 10 }, (_, index) => `${index}/`),
      pages: 1,
    });
    expect((await walk({ Bucket, Delimiter: "/", MaxKeys: 1 })).prefixes).toHaveLength(10);
    expect((await walk({ Bucket, Delimiter: "/", Prefix: "3/" })).keys).toHaveLength(1_000);
  });

  it("is listed from the middle on", async () => {
    const sorted = byBytes(keys);
    const { keys: listed } = await walk({ Bucket, StartAfter: sorted[4_999] });
    expect(listed).toEqual(sorted.slice(5_000));
  });
});

describe("keys of all scripts", () => {
  // In UTF-16 the second but last comes before the one in front of it.
  const keys = [
    "A",
    "a",
    "a b",
    "a!",
    "a+b",
    "z",
    "~",
    "\u007f",
    "é",
    "ÿ",
    "日本",
    "\uffee",
    "\u{1f4a3}",
    "\u{10ffff}",
  ];
  let Bucket: string;
  beforeAll(async () => {
    Bucket = await bucketOf(keys);
  });

  it("are in the order of the bytes of their UTF-8", async () => {
    expect((await walk({ Bucket })).keys).toEqual(byBytes(keys));
    expect((await walk({ Bucket, MaxKeys: 1 })).keys).toEqual(byBytes(keys));
  });

  it("are found by prefixes of characters, not of bytes", async () => {
    expect((await walk({ Bucket, Prefix: "\u{1f4a3}" })).keys).toEqual(["\u{1f4a3}"]);
    expect((await walk({ Bucket, Prefix: "日" })).keys).toEqual(["日本"]);
    expect((await walk({ Bucket, Prefix: "a", Delimiter: "本" })).keys).toEqual(["a", "a b", "a!", "a+b"]);
    expect((await walk({ Bucket, Delimiter: "本" })).prefixes).toEqual(["日本"]);
  });

  it("come in URLs' form where that is asked for", async () => {
    const { Contents, EncodingType } = await cloud.s3.listObjectsV2({ Bucket, EncodingType: "url" });
    expect(EncodingType).toBe("url");
    expect(Contents?.map(({ Key }) => Key)).toContain("a%2Bb");
    expect(Contents?.map(({ Key }) => Key)).toContain("a+b");
    expect(Contents?.map(({ Key }) => Key)).toContain("%F0%9F%92%A3");
  });
});

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-prefixes.html
describe("folders", () => {
  const keys = ["a", "b/", "b/1", "b/2", "b/c/3", "c//d", "d/e/f", "photos-1", "photos/2", "z"];
  let Bucket: string;
  beforeAll(async () => {
    Bucket = await bucketOf(keys);
  });

  const rows: readonly (readonly [
    Partial<ListObjectsV2CommandInput>,
    readonly string[],
    readonly string[],
  ])[] = [
    [{ Delimiter: "/" }, ["a", "photos-1", "z"], ["b/", "c/", "d/", "photos/"]],
    [{ Delimiter: "/", Prefix: "b/" }, ["b/", "b/1", "b/2"], ["b/c/"]],
    [{ Delimiter: "/", Prefix: "b" }, [], ["b/"]],
    [{ Delimiter: "/", Prefix: "c/" }, [], ["c//"]],
    [{ Delimiter: "/", Prefix: "photos" }, ["photos-1"], ["photos/"]],
    [{ Delimiter: "os", Prefix: "" }, ["a", "b/", "b/1", "b/2", "b/c/3", "c//d", "d/e/f", "z"], ["photos"]],
    [{ Prefix: "d/e/f" }, ["d/e/f"], []],
    [{ Prefix: "d/e/f/" }, [], []],
    [{ Delimiter: "/", StartAfter: "b/1" }, ["photos-1", "z"], ["c/", "d/", "photos/"]],
    [{ Delimiter: "/", StartAfter: "a" }, ["photos-1", "z"], ["b/", "c/", "d/", "photos/"]],
    [{ Delimiter: "/", Prefix: "b/", StartAfter: "b/1" }, ["b/2"], ["b/c/"]],
    [{ StartAfter: "zz" }, [], []],
    [{ Prefix: "b/", StartAfter: "a" }, ["b/", "b/1", "b/2", "b/c/3"], []],
  ];
  it.each(rows)("are found by %o", async (input, listed, prefixes) => {
    for (const MaxKeys of [1_000, 1, 2, 3])
      expect(await walk({ Bucket, MaxKeys, ...input })).toMatchObject({ keys: listed, prefixes });
  });
});

describe("a page", () => {
  let Bucket: string;
  beforeAll(async () => {
    Bucket = await bucketOf(["a/1", "a/2", "b", "c"]);
  });

  it("says what was asked for, and what follows", async () => {
    const page = await cloud.s3.listObjectsV2({
      Bucket,
      MaxKeys: 2,
      Delimiter: "/",
      Prefix: "",
      StartAfter: "A",
    });
    expect(page).toMatchObject({
      Name: Bucket,
      Prefix: "",
      StartAfter: "A",
      Delimiter: "/",
      MaxKeys: 2,
      KeyCount: 2,
      IsTruncated: true,
      CommonPrefixes: [{ Prefix: "a/" }],
      Contents: [{ Key: "b", Size: 0, StorageClass: "STANDARD", ChecksumAlgorithm: ["CRC32"] }],
    });
    expect(page.Contents?.[0]?.Owner).toBeUndefined();
    const owned = await cloud.s3.listObjectsV2({ Bucket, FetchOwner: true });
    expect(owned.Contents?.[0]?.Owner?.ID).toMatch(/^[0-9a-f]{64}$/);
  });

  it("says nothing of where it began when a token says where it goes on", async () => {
    const { NextContinuationToken: ContinuationToken } = await cloud.s3.listObjectsV2({ Bucket, MaxKeys: 1 });
    const page = await cloud.s3.listObjectsV2({ Bucket, ContinuationToken, StartAfter: "z" });
    expect(page).toMatchObject({ ContinuationToken, KeyCount: 3 });
    expect(page.StartAfter).toBeUndefined();
  });

  it("is as long as ever where its length is empty", async () => {
    const MaxKeys = Object("");
    expect(await cloud.s3.listObjectsV2({ Bucket, MaxKeys })).toMatchObject({ MaxKeys: 1_000, KeyCount: 4 });
  });

  const encoded = (EncodingType: string) => ({ Bucket, EncodingType: Object(EncodingType) });
  it.each([
    ["objects", (encoding: string) => cloud.s3.listObjectsV2(encoded(encoding))],
    ["objects in the older way", (encoding: string) => cloud.s3.listObjects(encoded(encoding))],
    ["versions", (encoding: string) => cloud.s3.listObjectVersions(encoded(encoding))],
    ["uploads", (encoding: string) => cloud.s3.listMultipartUploads(encoded(encoding))],
  ])("of %s comes in no encoding that there is not, or that is empty", async (_what, list) => {
    for (const encoding of ["rot13", ""])
      await expect(list(encoding)).rejects.toMatchObject({
        name: "InvalidArgument",
        message: "Invalid Encoding Method specified in Request",
        ArgumentName: "encoding-type",
      });
  });

  it("has at most a thousand entries, and may have none", async () => {
    expect(await cloud.s3.listObjectsV2({ Bucket, MaxKeys: 5_000 })).toMatchObject({ MaxKeys: 1_000 });
    expect(await cloud.s3.listObjectsV2({ Bucket, MaxKeys: 0 })).toMatchObject({
      KeyCount: 0,
      IsTruncated: false,
    });
    await expect(cloud.s3.listObjectsV2({ Bucket, MaxKeys: -1 })).rejects.toMatchObject({
      name: "InvalidArgument",
      ArgumentName: "maxKeys",
    });
  });

  it("does not follow a token of nobody's", async () => {
    for (const ContinuationToken of ["", "nonsense", "1!"])
      await expect(cloud.s3.listObjectsV2({ Bucket, ContinuationToken })).rejects.toMatchObject({
        name: "InvalidArgument",
        ArgumentName: "continuation-token",
      });
  });

  it("goes on where it ended, whatever was written meanwhile", async () => {
    const Another = await bucketOf(["a", "b", "c", "d"]);
    const first = await cloud.s3.listObjectsV2({ Bucket: Another, MaxKeys: 2 });
    await cloud.put(Another, "a2");
    await cloud.put(Another, "c2");
    await cloud.s3.deleteObject({ Bucket: Another, Key: "b" });
    const ContinuationToken = first.NextContinuationToken;
    const second = await cloud.s3.listObjectsV2({ Bucket: Another, ContinuationToken });
    expect(second.Contents?.map(({ Key }) => Key)).toEqual(["c", "c2", "d"]);
  });
});

// https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjects.html
describe("the older listing", () => {
  let Bucket: string;
  beforeAll(async () => {
    Bucket = await bucketOf(["a/1", "a/2", "b/1", "c", "d"]);
  });

  it("goes on after a marker, and names it where folders are rolled up", async () => {
    const first = await cloud.s3.listObjects({ Bucket, Delimiter: "/", MaxKeys: 1 });
    expect(first).toMatchObject({ Marker: "", NextMarker: "a/", IsTruncated: true });
    const second = await cloud.s3.listObjects({ Bucket, Delimiter: "/", MaxKeys: 2, Marker: "a/" });
    expect(second).toMatchObject({
      Marker: "a/",
      NextMarker: "c",
      CommonPrefixes: [{ Prefix: "b/" }],
      Contents: [{ Key: "c", Owner: { ID: expect.any(String) } }],
    });
    const rest = await cloud.s3.listObjects({ Bucket, Delimiter: "/", Marker: "c" });
    expect(rest).toMatchObject({ IsTruncated: false, Contents: [{ Key: "d" }] });
    expect(rest.NextMarker).toBeUndefined();
  });

  it("names no marker without a delimiter", async () => {
    const page = await cloud.s3.listObjects({ Bucket, MaxKeys: 1 });
    expect(page).toMatchObject({ IsTruncated: true, Contents: [{ Key: "a/1" }] });
    expect(page.NextMarker).toBeUndefined();
  });
});
