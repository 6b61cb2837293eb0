import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type S3Cloud, startS3Cloud } from "./s3-cloud.ts";

let cloud: S3Cloud;
let Bucket: string;

beforeAll(async () => {
  cloud = await startS3Cloud();
  Bucket = await cloud.addBucket();
  await cloud.put(Bucket, "k", "0123456789");
  await cloud.put(Bucket, "empty", "");
});
afterAll(() => cloud.close());

// https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html#API_GetObject_RequestSyntax
describe("a range", () => {
  const answered: readonly (readonly [string, string, string])[] = [
    ["bytes=0-8", "012345678", "bytes 0-8/10"],
    ["bytes=1-1", "1", "bytes 1-1/10"],
    ["bytes=1-", "123456789", "bytes 1-9/10"],
    ["bytes=-2", "89", "bytes 8-9/10"],
    ["bytes=-15", "0123456789", "bytes 0-9/10"],
    ["bytes=0-100", "0123456789", "bytes 0-9/10"],
    ["bytes=9-9", "9", "bytes 9-9/10"],
  ];
  it.each(answered)("%s answers %s", async (Range, text, ContentRange) => {
    const answer = await cloud.s3.getObject({ Bucket, Key: "k", Range });
    expect(answer).toMatchObject({
      ContentRange,
      ContentLength: text.length,
      $metadata: { httpStatusCode: 206 },
    });
    expect(await answer.Body?.transformToString()).toBe(text);
    const head = await cloud.s3.headObject({ Bucket, Key: "k", Range });
    expect(head).toMatchObject({ ContentLength: text.length, $metadata: { httpStatusCode: 206 } });
  });

  it.each(["bytes=1-0", "bytes=-1-", "bytes=0--1", "bytes=0-1,3-4", "0-1", "bytes=-", "lines=0-1"])(
    "%s is none, and the whole object is answered",
    async (Range) => {
      const answer = await cloud.s3.getObject({ Bucket, Key: "k", Range });
      expect(answer.$metadata.httpStatusCode).toBe(200);
      expect(answer.ContentRange).toBeUndefined();
      expect(await answer.Body?.transformToString()).toBe("0123456789");
    },
  );

  it.each([
    ["k", "bytes=10-"],
    ["k", "bytes=100-200"],
    ["k", "bytes=-0"],
    ["empty", "bytes=0-0"],
  ])("of %s that has nothing of %s is refused", async (Key, Range) => {
    await expect(cloud.s3.getObject({ Bucket, Key, Range })).rejects.toMatchObject({
      name: "InvalidRange",
      RangeRequested: Range,
      $metadata: { httpStatusCode: 416 },
    });
  });

  it("comes without the checksum of the whole", async () => {
    const answer = await cloud.s3.getObject({
      Bucket,
      Key: "k",
      Range: "bytes=0-1",
      ChecksumMode: "ENABLED",
    });
    expect(answer.ChecksumCRC32).toBeUndefined();
    expect(await answer.Body?.transformToString()).toBe("01");
  });

  it("reaches over all pieces of a large object", async () => {
    const size = 3 * 1024 * 1024;
    const pattern = Buffer.from(Uint8Array.from({ length: size }, (_, index) => index % 251));
    await cloud.s3.putObject({ Bucket, Key: "large", Body: pattern });
    for (const [from, to] of [
      [0, size - 1],
      [262_143, 262_145],
      [1_000_000, 2_000_000],
      [size - 1, size - 1],
    ] as const) {
      const { Body } = await cloud.s3.getObject({ Bucket, Key: "large", Range: `bytes=${from}-${to}` });
      const got = Buffer.from((await Body?.transformToByteArray()) ?? []);
      expect(got.equals(pattern.subarray(from, to + 1))).toBe(true);
    }
  });
});
