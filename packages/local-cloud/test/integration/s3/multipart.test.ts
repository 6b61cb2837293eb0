import { createHash, randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { crc32 } from "node:zlib";
import type { CompletedPart, CreateMultipartUploadCommandInput } from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { filesOf, type S3Cloud, startS3Cloud } from "./s3-cloud.ts";

let cloud: S3Cloud;
let Bucket: string;

beforeAll(async () => {
  cloud = await startS3Cloud({ spareBytes: 0 });
  Bucket = await cloud.addBucket();
});
afterAll(() => cloud.close());

const partSize = 5 * 1024 * 1024;

const begin = async (Key: string, more: Partial<CreateMultipartUploadCommandInput> = {}) => {
  const { UploadId = "" } = await cloud.s3.createMultipartUpload({ Bucket, Key, ...more });
  const part = async (PartNumber: number, Body: Buffer | string): Promise<CompletedPart> => {
    const { ETag } = await cloud.s3.uploadPart({ Bucket, Key, UploadId, PartNumber, Body });
    return { PartNumber, ETag };
  };
  const complete = (Parts: CompletedPart[], conditions: object = {}) =>
    cloud.s3.completeMultipartUpload({ Bucket, Key, UploadId, MultipartUpload: { Parts }, ...conditions });
  return { Bucket, Key, UploadId, part, complete };
};

const md5 = (...pieces: Buffer[]) => {
  const hash = createHash("md5");
  for (const piece of pieces) hash.update(piece);
  return hash.digest();
};

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html
describe("an upload in parts", () => {
  it("is put together in the order of their numbers, whatever the order in which they came", async () => {
    const upload = await begin("out-of-order", {
      ContentType: "text/x",
      Metadata: { a: "b" },
      Tagging: "t=1",
    });
    const pieces = [randomBytes(partSize), randomBytes(partSize + 1), randomBytes(10)];
    const numbers = [2, 5, 10_000];
    const parts = new Map<number, CompletedPart>();
    await Promise.all(
      [2, 0, 1].map(async (index) => {
        const number = numbers[index] ?? 0;
        parts.set(number, await upload.part(number, pieces[index] ?? Buffer.alloc(0)));
      }),
    );
    const done = await upload.complete(numbers.flatMap((number) => parts.get(number) ?? []));
    const etag = `"${md5(...pieces.map((piece) => md5(piece))).toString("hex")}-3"`;
    expect(done).toMatchObject({ ETag: etag, Bucket, Key: "out-of-order", ChecksumType: "FULL_OBJECT" });
    expect(done.Location).toBe(`${cloud.endpoint}/${Bucket}/out-of-order`);

    const whole = Buffer.concat(pieces);
    const { Body, ...answer } = await cloud.s3.getObject({ Bucket, Key: "out-of-order" });
    expect(answer).toMatchObject({ ContentLength: whole.length, ContentType: "text/x", TagCount: 1 });
    expect(Buffer.from((await Body?.transformToByteArray()) ?? []).equals(whole)).toBe(true);

    const second = await cloud.s3.getObject({ Bucket, Key: "out-of-order", PartNumber: 5 });
    expect(second).toMatchObject({ PartsCount: 3, ContentLength: partSize + 1 });
    expect(Buffer.from((await second.Body?.transformToByteArray()) ?? []).equals(pieces[1] ?? whole)).toBe(
      true,
    );
    const over = await cloud.s3.getObject({
      Bucket,
      Key: "out-of-order",
      Range: `bytes=${partSize - 2}-${partSize + 1}`,
    });
    expect(
      Buffer.from((await over.Body?.transformToByteArray()) ?? []).equals(
        whole.subarray(partSize - 2, partSize + 2),
      ),
    ).toBe(true);
  });

  it("shows nothing before it is complete, and its parts nowhere after", async () => {
    const upload = await begin("hidden");
    const part = await upload.part(1, "content");
    await expect(cloud.read(Bucket, "hidden")).rejects.toMatchObject({ name: "NoSuchKey" });
    await upload.complete([part]);
    expect(await cloud.read(Bucket, "hidden")).toBe("content");
    await expect(cloud.s3.listParts(upload)).rejects.toMatchObject({ name: "NoSuchUpload" });
    await expect(upload.complete([part])).rejects.toMatchObject({ name: "NoSuchUpload" });
  });

  it("takes the part that came last under a number, and leaves no file of others", async () => {
    const files = await filesOf(cloud);
    const upload = await begin("again");
    await upload.part(1, randomBytes(100_000));
    const kept = await upload.part(1, "kept");
    await upload.part(2, randomBytes(100_000));
    await upload.complete([kept]);
    expect(await cloud.read(Bucket, "again")).toBe("kept");
    await cloud.filesSettle(files);
  });

  it("leaves nothing behind when it is aborted", async () => {
    const files = await filesOf(cloud);
    const upload = await begin("aborted");
    const part = await upload.part(1, randomBytes(100_000));
    await cloud.s3.abortMultipartUpload(upload);
    await expect(upload.complete([part])).rejects.toMatchObject({ name: "NoSuchUpload" });
    await expect(cloud.s3.abortMultipartUpload(upload)).rejects.toMatchObject({ name: "NoSuchUpload" });
    await cloud.filesSettle(files);
  });

  it("does not outlive an abort while a part is on its way", async () => {
    const files = await filesOf(cloud);
    const { UploadId, Key } = await begin("aborted-meanwhile");
    let abort: Promise<unknown> = Promise.resolve();
    async function* slowly() {
      yield Buffer.alloc(100_000);
      abort = cloud.s3.abortMultipartUpload({ Bucket, Key, UploadId });
      await abort;
      yield Buffer.alloc(100_000);
    }
    const part = cloud.s3.uploadPart({
      Bucket,
      Key,
      UploadId,
      PartNumber: 1,
      Body: Readable.from(slowly()),
      ContentLength: 200_000,
    });
    await expect(part).rejects.toMatchObject({ name: "NoSuchUpload" });
    await cloud.filesSettle(files);
  });
});

// https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html
describe("a completion", () => {
  it.each([
    ["no parts", (_: CompletedPart[]) => [], "InvalidRequest"],
    ["parts out of order", ([one = {}, two = {}]: CompletedPart[]) => [two, one], "InvalidPartOrder"],
    ["a part twice", ([one = {}]: CompletedPart[]) => [one, one], "InvalidPartOrder"],
    [
      "a part that never came",
      ([one = {}]: CompletedPart[]) => [one, { ...one, PartNumber: 7 }],
      "InvalidPart",
    ],
    ["another ETag", ([one = {}, two = {}]: CompletedPart[]) => [{ ...one, ETag: two.ETag }], "InvalidPart"],
    ["a small part that is not the last", (parts: CompletedPart[]) => parts, "EntityTooSmall"],
  ])("with %s is refused, and the upload stays", async (_what, choose, name) => {
    const upload = await begin("refused");
    const parts = [await upload.part(1, "one"), await upload.part(2, "two")];
    await expect(upload.complete(choose(parts))).rejects.toMatchObject({
      name,
      $metadata: { httpStatusCode: 400 },
    });
    await upload.complete(parts.slice(0, 1));
  });

  it("without a body is refused as one without parts", async () => {
    const { Key, UploadId } = await begin("no-body");
    await expect(cloud.s3.completeMultipartUpload({ Bucket, Key, UploadId })).rejects.toMatchObject({
      name: "InvalidRequest",
      message: "You must specify at least one part",
    });
  });

  it("holds the whole to its size", async () => {
    const upload = await begin("size");
    const part = await upload.part(1, "four");
    await expect(upload.complete([part], { MpuObjectSize: 5 })).rejects.toMatchObject({
      name: "InvalidRequest",
    });
    await upload.complete([part], { MpuObjectSize: 4 });
  });

  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
  it("must be the first, where that is asked for, all the while", async () => {
    const taken = await begin("condition");
    await cloud.put(Bucket, "condition");
    const part = await taken.part(1, "x");
    await expect(taken.complete([part], { IfNoneMatch: "*" })).rejects.toMatchObject({
      name: "PreconditionFailed",
    });
    await cloud.s3.deleteObject({ Bucket, Key: "condition" });
    await expect(taken.complete([part], { IfNoneMatch: "*" })).rejects.toMatchObject({
      name: "ConditionalRequestConflict",
      $metadata: { httpStatusCode: 409 },
    });
    const later = await begin("condition");
    await later.complete([await later.part(1, "x")], { IfNoneMatch: "*" });
  });
});

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html
describe("checksums of an upload in parts", () => {
  it.each(["CRC32", "CRC32C", "SHA1", "SHA256"] as const)(
    "of %s are composed of those of the parts",
    async (algorithm) => {
      const upload = await begin(`composite-${algorithm}`, { ChecksumAlgorithm: algorithm });
      const put = (PartNumber: number, Body: Buffer) =>
        cloud.s3.uploadPart({ ...upload, PartNumber, Body, ChecksumAlgorithm: algorithm });
      const pieces = [Buffer.alloc(partSize, 1), Buffer.from("rest")];
      const member = `Checksum${algorithm}` as const;
      const answers = [
        await put(1, pieces[0] ?? Buffer.alloc(0)),
        await put(2, pieces[1] ?? Buffer.alloc(0)),
      ];
      const parts = answers.map((answer, index) => ({
        PartNumber: index + 1,
        ETag: answer.ETag,
        [member]: answer[member],
      }));
      const bare = parts.map(({ PartNumber, ETag }) => ({ PartNumber, ETag }));
      await expect(upload.complete(bare)).rejects.toMatchObject({
        name: "InvalidRequest",
        message: expect.stringContaining("missing for part 1"),
      });
      await expect(upload.complete(bare, { ChecksumType: "FULL_OBJECT" })).rejects.toMatchObject({
        name: "InvalidRequest",
        message: expect.stringContaining("created using the COMPOSITE checksum mode"),
      });
      await expect(
        upload.complete(bare.map((part) => ({ ...part, ChecksumCRC64NVME: "AAAAAAAAAAA=" }))),
      ).rejects.toMatchObject({
        name: "BadDigest",
        message: "The crc64nvme you specified for part 1 did not match what we received.",
      });
      const done = await upload.complete(parts);
      expect(done.ChecksumType).toBe("COMPOSITE");
      expect(done[member]).toMatch(/^[A-Za-z0-9+/]+=*-2$/);
      const attributes = await cloud.s3.getObjectAttributes({
        ...upload,
        ObjectAttributes: ["ETag", "Checksum", "ObjectParts", "ObjectSize", "StorageClass"],
      });
      expect(attributes).toMatchObject({
        ETag: done.ETag?.replaceAll('"', ""),
        Checksum: { [member]: done[member]?.replace(/-2$/, ""), ChecksumType: "COMPOSITE" },
        ObjectSize: partSize + 4,
        StorageClass: "STANDARD",
        ObjectParts: {
          TotalPartsCount: 2,
          IsTruncated: false,
          Parts: parts.map((part, index) => ({
            PartNumber: index + 1,
            Size: pieces[index]?.length,
            [member]: part[member],
          })),
        },
      });
      const second = await cloud.s3.headObject({ ...upload, PartNumber: 2, ChecksumMode: "ENABLED" });
      expect(second).toMatchObject({ [member]: parts[1]?.[member], ChecksumType: "COMPOSITE" });
    },
  );

  it("of CRCs are those of the whole, where that is asked for", async () => {
    const upload = await begin("full", { ChecksumAlgorithm: "CRC32", ChecksumType: "FULL_OBJECT" });
    const pieces = [randomBytes(partSize), randomBytes(77)];
    const parts = [await upload.part(1, pieces[0] ?? ""), await upload.part(2, pieces[1] ?? "")];
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(Buffer.concat(pieces)));
    const ChecksumCRC32 = sum.toString("base64");
    // Without its type it is taken for one of the parts' checksums.
    for (const claim of [{ ChecksumCRC32 }, { ChecksumCRC32: "AAAAAA==", ChecksumType: "FULL_OBJECT" }])
      await expect(upload.complete(parts, claim)).rejects.toMatchObject({
        name: "BadDigest",
        message: "The crc32 you specified did not match the calculated checksum.",
      });
    expect(await upload.complete(parts, { ChecksumCRC32, ChecksumType: "FULL_OBJECT" })).toMatchObject({
      ChecksumCRC32,
      ChecksumType: "FULL_OBJECT",
    });
    const { ObjectParts } = await cloud.s3.getObjectAttributes({
      ...upload,
      ObjectAttributes: ["ObjectParts"],
    });
    expect(ObjectParts).toEqual({ TotalPartsCount: 2 });
    const second = await cloud.s3.headObject({ ...upload, PartNumber: 2, ChecksumMode: "ENABLED" });
    expect(second.ChecksumCRC32).toBeUndefined();
  });

  it("are S3's own where none was asked for", async () => {
    const upload = await begin("unasked");
    const { ETag, ChecksumCRC32 } = await cloud.s3.uploadPart({ ...upload, PartNumber: 1, Body: "aaa" });
    const parts = [{ PartNumber: 1, ETag }];
    await expect(upload.complete([{ PartNumber: 1, ETag, ChecksumCRC32 }])).rejects.toMatchObject({
      name: "InvalidPart",
    });
    for (const ChecksumType of ["COMPOSITE", "FULL_OBJECT"])
      await expect(upload.complete(parts, { ChecksumType })).rejects.toMatchObject({
        name: "InvalidRequest",
        message:
          "The upload was created using the null checksum mode. The complete request must use the same checksum mode.",
      });
    await expect(upload.complete(parts, { ChecksumCRC64NVME: "AAAAAAAAAAA=" })).rejects.toMatchObject({
      name: "BadDigest",
    });
    expect(await upload.complete(parts, { ChecksumCRC32C: "AAAAAA==" })).toMatchObject({
      ChecksumCRC64NVME: "Rnr2/5P7Gsk=",
      ChecksumType: "FULL_OBJECT",
    });
  });

  it.each([
    [
      { ChecksumAlgorithm: "SHA256", ChecksumType: "FULL_OBJECT" },
      /FULL_OBJECT checksum type cannot be used with the sha256/,
    ],
    [
      { ChecksumAlgorithm: "CRC64NVME", ChecksumType: "COMPOSITE" },
      /COMPOSITE checksum type cannot be used with the crc64nvme/,
    ],
    [{ ChecksumAlgorithm: Object("NONE"), ChecksumType: undefined }, /: \[CRC32, CRC32C, SHA1, SHA256\]$/],
    [{ ChecksumType: "COMPOSITE" }, /can only be used with the x-amz-checksum-algorithm header/],
  ] as const)("cannot be %o", async (settings, message) => {
    await expect(begin("impossible", settings)).rejects.toThrow(message);
  });

  it("are those of the upload's algorithm", async () => {
    const upload = await begin("mismatch", { ChecksumAlgorithm: "SHA256" });
    await expect(
      cloud.s3.uploadPart({ ...upload, PartNumber: 1, Body: "x", ChecksumAlgorithm: "CRC32" }),
    ).rejects.toThrow("expected checksum Type: sha256, actual checksum Type: crc32");
  });

  it("of a part are verified", async () => {
    const upload = await begin("bad-part");
    await expect(
      cloud.s3.uploadPart({ ...upload, PartNumber: 1, Body: "x", ChecksumCRC32: "AAAAAA==" }),
    ).rejects.toMatchObject({ name: "BadDigest" });
  });
});

describe("a part", () => {
  it.each([0, 10_001, -1])("cannot have the number %i", async (number) => {
    const upload = await begin("numbers");
    await expect(upload.part(number, "x")).rejects.toMatchObject({
      name: "InvalidArgument",
      ArgumentName: "partNumber",
    });
  });

  it("belongs to its upload and key", async () => {
    const upload = await begin("mine");
    await expect(
      cloud.s3.uploadPart({ ...upload, Key: "yours", PartNumber: 1, Body: "x" }),
    ).rejects.toMatchObject({ name: "NoSuchUpload" });
  });

  // https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html
  it("can be copied from an object, whole or in part", async () => {
    await cloud.put(Bucket, "source", "0123456789");
    const upload = await begin("copied");
    const copy = (PartNumber: number, range: object) =>
      cloud.s3.uploadPartCopy({ ...upload, PartNumber, CopySource: `${Bucket}/source`, ...range });
    const { CopyPartResult } = await copy(1, { CopySourceRange: "bytes=2-5" });
    await upload.complete([{ PartNumber: 1, ETag: CopyPartResult?.ETag }]);
    expect(await cloud.read(Bucket, "copied")).toBe("2345");
  });

  it.each([
    ["5-2", "InvalidArgument", "must be of the form bytes=first-last"],
    ["2-", "InvalidArgument", "must be of the form bytes=first-last"],
    ["-2", "InvalidArgument", "must be of the form bytes=first-last"],
    ["2-3,5-6", "InvalidArgument", "must be of the form bytes=first-last"],
    ["2-10", "InvalidArgument", "Range specified is not valid for source object of size: 10"],
    ["10-12", "InvalidRequest", "The specified copy range is invalid for the source object size"],
  ])("cannot be copied from the range %s of ten bytes: %s", async (range, name, message) => {
    await cloud.put(Bucket, "ten", "0123456789");
    const upload = await begin("range");
    const CopySourceRange = `bytes=${range}`;
    const copied = { ...upload, PartNumber: 1, CopySource: `${Bucket}/ten`, CopySourceRange };
    await expect(cloud.s3.uploadPartCopy(copied)).rejects.toMatchObject({
      name,
      message: expect.stringContaining(message),
      $metadata: { httpStatusCode: 400 },
    });
  });
});

// https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html
describe("what is under way", () => {
  it("is listed by parts", async () => {
    const upload = await begin("parts");
    for (const number of [3, 1, 2]) await upload.part(number, "x".repeat(number));
    const first = await cloud.s3.listParts({ ...upload, MaxParts: 2 });
    expect(first).toMatchObject({
      IsTruncated: true,
      PartNumberMarker: "0",
      NextPartNumberMarker: "2",
      MaxParts: 2,
      Parts: [
        { PartNumber: 1, Size: 1 },
        { PartNumber: 2, Size: 2 },
      ],
    });
    const rest = await cloud.s3.listParts({ ...upload, PartNumberMarker: "2" });
    expect(rest).toMatchObject({ IsTruncated: false, Parts: [{ PartNumber: 3 }] });
  });

  // https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html
  it("is listed by uploads, in the order of keys and then of time", async () => {
    const Bucket = await cloud.addBucket();
    const create = async (Key: string) => {
      const { UploadId } = await cloud.s3.createMultipartUpload({ Bucket, Key });
      return { Key, UploadId };
    };
    const expected = [];
    for (const key of ["b/1", "a", "b/2", "b/1"]) expected.push(await create(key));
    const [first, second, third, fourth] = expected;
    for (const MaxUploads of [1, 2, 3, 1_000]) {
      const seen: unknown[] = [];
      let markers: object = {};
      for (;;) {
        const page = await cloud.s3.listMultipartUploads({ Bucket, MaxUploads, ...markers });
        seen.push(...(page.Uploads ?? []).map(({ Key, UploadId }) => ({ Key, UploadId })));
        if (!page.IsTruncated) break;
        markers = { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker };
      }
      expect(seen).toHaveLength(4);
      expect(seen).toEqual(expect.arrayContaining([first, second, third, fourth]));
      expect(seen[0]).toEqual(second);
      expect(seen[3]).toEqual(third);
    }
    await expect(
      cloud.s3.listMultipartUploads({ Bucket, KeyMarker: "a", UploadIdMarker: "nonsense" }),
    ).rejects.toMatchObject({ name: "InvalidArgument", ArgumentName: "upload-id-marker" });
    await expect(
      cloud.s3.listMultipartUploads({ Bucket, KeyMarker: "b/1", UploadIdMarker: second?.UploadId }),
    ).rejects.toMatchObject({ message: "Invalid uploadId marker", ArgumentValue: second?.UploadId });
    const folders = await cloud.s3.listMultipartUploads({ Bucket, Delimiter: "/" });
    expect(folders).toMatchObject({
      CommonPrefixes: [{ Prefix: "b/" }],
      Uploads: [{ Key: "a" }],
      NextKeyMarker: "",
    });
  });
});

describe("lib-storage", () => {
  it("uploads a stream of unknown length", async () => {
    const bytes = randomBytes(12 * 1024 * 1024 + 7);
    async function* chunks() {
      for (let at = 0; at < bytes.length; at += 100_000) yield bytes.subarray(at, at + 100_000);
    }
    const params = { Bucket, Key: "lib storage+ü", Body: Readable.from(chunks()) };
    await new Upload({ client: cloud.s3, params, queueSize: 4 }).done();
    const { Body } = await cloud.s3.getObject({ Bucket, Key: "lib storage+ü" });
    expect(Buffer.from((await Body?.transformToByteArray()) ?? []).equals(bytes)).toBe(true);
  });
});
