import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import type { ChecksumAlgorithm, PutObjectCommandInput } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type S3Cloud, startS3Cloud } from "./s3-cloud.ts";

let cloud: S3Cloud;
let Bucket: string;

beforeAll(async () => {
  cloud = await startS3Cloud();
  Bucket = await cloud.addBucket();
});
afterAll(() => cloud.close());

const text = "123456789";
const sha = (name: string, content = text) => createHash(name).update(content).digest("base64");

/** Those of CRCs are the check values of https://reveng.sourceforge.io/crc-catalogue/all.htm */
const ofText: readonly (readonly [ChecksumAlgorithm, Partial<PutObjectCommandInput>, string])[] = [
  ["CRC32", { ChecksumCRC32: "y/Q5Jg==" }, "AAAAAA=="],
  ["CRC32C", { ChecksumCRC32C: "4waSgw==" }, "AAAAAA=="],
  ["CRC64NVME", { ChecksumCRC64NVME: "rosUhgp5mIg=" }, "AAAAAAAAAAA="],
  ["SHA1", { ChecksumSHA1: sha("sha1") }, sha("sha1", "other")],
  ["SHA256", { ChecksumSHA256: sha("sha256") }, sha("sha256", "other")],
];

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html
describe.each(ofText)("a checksum of %s", (ChecksumAlgorithm, right, other) => {
  const member = `Checksum${ChecksumAlgorithm}`;
  const wrong = { [member]: other };

  it("that the SDK computes is kept with the object", async () => {
    const put = await cloud.s3.putObject({ Bucket, Key: "sdk", Body: text, ChecksumAlgorithm });
    expect(put).toMatchObject({ ...right, ChecksumType: "FULL_OBJECT" });
    const got = await cloud.s3.getObject({ Bucket, Key: "sdk", ChecksumMode: "ENABLED" });
    expect(got).toMatchObject({ ...right, ChecksumType: "FULL_OBJECT" });
    expect(await got.Body?.transformToString()).toBe(text);
    const head = await cloud.s3.headObject({ Bucket, Key: "sdk", ChecksumMode: "ENABLED" });
    expect(head).toMatchObject(right);
    const { Checksum } = await cloud.s3.getObjectAttributes({
      Bucket,
      Key: "sdk",
      ObjectAttributes: ["Checksum"],
    });
    expect(Checksum).toEqual({ ...right, ChecksumType: "FULL_OBJECT" });
  });

  it("that comes behind a stream is verified", async () => {
    const Body = Readable.from([Buffer.from("1234"), Buffer.from("56789")]);
    const put = await cloud.s3.putObject({
      Bucket,
      Key: "stream",
      Body,
      ContentLength: 9,
      ChecksumAlgorithm,
    });
    expect(put).toMatchObject(right);
    expect(await cloud.read(Bucket, "stream")).toBe(text);
  });

  it("that is right lets the object in", async () => {
    const put = await cloud.s3.putObject({ Bucket, Key: "given", Body: text, ...right });
    expect(put).toMatchObject(right);
  });

  it("that is wrong keeps it out, and what was there stays", async () => {
    const Key = `wrong-${ChecksumAlgorithm}`;
    await cloud.put(Bucket, Key, "before");
    await expect(cloud.s3.putObject({ Bucket, Key, Body: text, ...wrong })).rejects.toMatchObject({
      name: "BadDigest",
      $metadata: { httpStatusCode: 400 },
    });
    expect(await cloud.read(Bucket, Key)).toBe("before");
  });

  it("that can be none is refused as such", async () => {
    const nonsense = { [member]: "AAAA" };
    await expect(cloud.s3.putObject({ Bucket, Key: "none", Body: text, ...nonsense })).rejects.toMatchObject({
      name: "InvalidRequest",
      message: `Value for x-amz-checksum-${ChecksumAlgorithm.toLowerCase()} header is invalid.`,
    });
  });
});

describe("without a checksum of the client's", () => {
  const plain = () => cloud.clientWith({ requestChecksumCalculation: "WHEN_REQUIRED" });

  it("the object gets one all the same", async () => {
    const put = await plain().putObject({ Bucket, Key: "plain", Body: text });
    expect(put).toMatchObject({ ChecksumCRC64NVME: "rosUhgp5mIg=", ChecksumType: "FULL_OBJECT" });
  });

  it("its MD5 can vouch for the object", async () => {
    const put = (ContentMD5: string) => plain().putObject({ Bucket, Key: "md5", Body: text, ContentMD5 });
    await put(sha("md5"));
    await expect(put(sha("md5", "other"))).rejects.toMatchObject({
      name: "BadDigest",
    });
    await expect(put("MTIz")).rejects.toMatchObject({ name: "InvalidDigest" });
  });
});

// https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
describe("the hash of a signed body", () => {
  // Large ones are hashed elsewhere than small ones.
  it.each([10, 100_000, 3_000_000])("holds the body to what was signed, of %i bytes", async (size) => {
    const { s3 } = cloud;
    const client = cloud.clientWith({ requestChecksumCalculation: "WHEN_REQUIRED" });
    client.middlewareStack.add(
      (next) => (args) => {
        Object.assign(Object(args.request), { body: Buffer.alloc(size, "tampered with") });
        return next(args);
      },
      { step: "finalizeRequest", priority: "low", name: "tamper" },
    );
    const put = client.putObject({ Bucket, Key: "tampered", Body: Buffer.alloc(size, "as signed") });
    await expect(put).rejects.toMatchObject({ name: "XAmzContentSHA256Mismatch" });
    await expect(s3.headObject({ Bucket, Key: "tampered" })).rejects.toMatchObject({ name: "NotFound" });
  });
});
