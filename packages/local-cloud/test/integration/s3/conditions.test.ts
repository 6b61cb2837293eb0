import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type S3Cloud, startS3Cloud } from "./s3-cloud.ts";

let cloud: S3Cloud;
let Bucket: string;
let ETag: string;

const other = '"00000000000000000000000000000000"';
const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000);

beforeAll(async () => {
  cloud = await startS3Cloud();
  Bucket = await cloud.addBucket();
  ETag = (await cloud.s3.putObject({ Bucket, Key: "k", Body: "data" })).ETag ?? "";
  // What is in the future says nothing; a while later the present is past.
  cloud.pass(60);
});
afterAll(() => cloud.close());

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-reads.html
describe("a read", () => {
  const later = () => ago(-30);
  const rows: readonly (readonly [string, () => object, 200 | 304 | 412])[] = [
    ["its ETag matches", () => ({ IfMatch: ETag }), 200],
    ["its ETag matches without quotes", () => ({ IfMatch: ETag.replaceAll('"', "") }), 200],
    ["any ETag will do", () => ({ IfMatch: "*" }), 200],
    ["another ETag was wanted", () => ({ IfMatch: other }), 412],
    ["its ETag is known", () => ({ IfNoneMatch: ETag }), 304],
    ["another ETag is known", () => ({ IfNoneMatch: other }), 200],
    ["one of several ETags is known", () => ({ IfNoneMatch: `${other}, ${ETag}` }), 304],
    ["it was modified since", () => ({ IfModifiedSince: ago(3_600) }), 200],
    ["it was not modified since", () => ({ IfModifiedSince: later() }), 304],
    ["the date is in the future", () => ({ IfModifiedSince: ago(-86_400) }), 200],
    ["it was to be unmodified, and is", () => ({ IfUnmodifiedSince: later() }), 200],
    ["it was to be unmodified, and is not", () => ({ IfUnmodifiedSince: ago(3_600) }), 412],
    ["the ETag matches, whatever the date", () => ({ IfMatch: ETag, IfUnmodifiedSince: ago(3_600) }), 200],
    ["the ETag is known, whatever the date", () => ({ IfNoneMatch: ETag, IfModifiedSince: ago(3_600) }), 304],
    ["the ETag is new, whatever the date", () => ({ IfNoneMatch: other, IfModifiedSince: later() }), 200],
    ["one condition fails before another would", () => ({ IfMatch: other, IfNoneMatch: ETag }), 412],
  ];
  it.each(rows)("where %s: %o -> %i", async (_what, conditions, status) => {
    for (const read of [
      () => cloud.s3.getObject({ Bucket, Key: "k", ...conditions() }),
      () => cloud.s3.headObject({ Bucket, Key: "k", ...conditions() }),
    ]) {
      const answer = read().catch((error: unknown) => error);
      await expect(answer).resolves.toMatchObject({ $metadata: { httpStatusCode: status } });
    }
  });
});

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
describe("a write", () => {
  it("that must be the first is, once", async () => {
    const { s3 } = cloud;
    const put = (Body: string) => s3.putObject({ Bucket, Key: "first", Body, IfNoneMatch: "*" });
    await put("one");
    await expect(put("two")).rejects.toMatchObject({
      name: "PreconditionFailed",
      Condition: "If-None-Match",
      $metadata: { httpStatusCode: 412 },
    });
    expect(await cloud.read(Bucket, "first")).toBe("one");
    await s3.deleteObject({ Bucket, Key: "first" });
    await put("three");
  });

  it("of many at once that must be the first, exactly one is", async () => {
    // Straight to the engine: none ends before all are past what is checked at the beginning.
    const begun = Promise.withResolvers<void>();
    let waiting = 20;
    async function* slowly(name: number) {
      waiting -= 1;
      if (waiting === 0) begun.resolve();
      await begun.promise;
      yield Buffer.from(`by ${name}`);
    }
    const attempts = Array.from({ length: 20 }, (_, name) => {
      const input = { Bucket, Key: "race", Body: slowly(name), IfNoneMatch: "*" };
      return cloud.dispatcher.call("s3", "PutObject", input, cloud.admin);
    });
    const done = await Promise.allSettled(attempts);
    const winners = done.flatMap(({ status }, name) => (status === "fulfilled" ? [`by ${name}`] : []));
    expect(winners).toEqual([await cloud.read(Bucket, "race")]);
  });

  it("replaces what it knows, and nothing else", async () => {
    const { s3 } = cloud;
    const first = await s3.putObject({ Bucket, Key: "lock", Body: "one" });
    const put = (Body: string, IfMatch = first.ETag) => s3.putObject({ Bucket, Key: "lock", Body, IfMatch });
    await put("two");
    await expect(put("three")).rejects.toMatchObject({ name: "PreconditionFailed", Condition: "If-Match" });
    expect(await cloud.read(Bucket, "lock")).toBe("two");
    await s3.deleteObject({ Bucket, Key: "lock" });
    await expect(put("four")).rejects.toMatchObject({ name: "NoSuchKey" });
  });

  it.each([
    ["If-None-Match", () => ({ IfNoneMatch: ETag }), "We don't accept the provided value of"],
    ["If-Match", () => ({ IfMatch: "*" }), "We don't accept the provided value of"],
    ["If-Match,If-None-Match", () => ({ IfMatch: ETag, IfNoneMatch: "*" }), "Multiple conditional"],
  ])("cannot have a condition that S3 does not know: %s", async (Header, conditions, more) => {
    const put = cloud.s3.putObject({ Bucket, Key: "k", Body: "x", ...conditions() });
    await expect(put).rejects.toMatchObject({
      name: "NotImplemented",
      message: "A header you provided implies functionality that is not implemented",
      Header,
      additionalMessage: expect.stringContaining(more),
      $metadata: { httpStatusCode: 501 },
    });
  });

  it("of a copy is held to them too", async () => {
    const copy = (conditions: object) =>
      cloud.s3.copyObject({ Bucket, Key: "copy", CopySource: `${Bucket}/k`, ...conditions });
    await copy({ IfNoneMatch: "*" });
    await expect(copy({ IfNoneMatch: "*" })).rejects.toMatchObject({ name: "PreconditionFailed" });
  });
});

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-deletes.html
describe("a deletion", () => {
  it("deletes what it knows, and nothing else", async () => {
    const { s3 } = cloud;
    await cloud.put(Bucket, "gone", "data");
    const remove = (IfMatch: string) => s3.deleteObject({ Bucket, Key: "gone", IfMatch });
    await expect(remove(other)).rejects.toMatchObject({ name: "PreconditionFailed" });
    await remove(ETag);
    await expect(remove(ETag)).rejects.toMatchObject({ $metadata: { httpStatusCode: 412 } });
  });

  it.each([
    ["x-amz-if-match-size", { IfMatchSize: 4 }],
    ["x-amz-if-match-last-modified-time", { IfMatchLastModifiedTime: ago(60) }],
  ])("cannot have the condition %s, which is one of directory buckets", async (Header, condition) => {
    await expect(cloud.s3.deleteObject({ Bucket, Key: "k", ...condition })).rejects.toMatchObject({
      name: "NotImplemented",
      message: "A header you provided implies functionality that is not implemented",
      Header,
    });
  });
});
