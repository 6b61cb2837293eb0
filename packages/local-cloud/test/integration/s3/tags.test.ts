import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type S3Cloud, startS3Cloud } from "./s3-cloud.ts";

let cloud: S3Cloud;
let Bucket: string;

beforeAll(async () => {
  cloud = await startS3Cloud();
  Bucket = await cloud.addBucket();
});
afterAll(() => cloud.close());

const tagsOf = async (Key: string) => (await cloud.s3.getObjectTagging({ Bucket, Key })).TagSet;

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html
describe("tags of an object", () => {
  it("come with it, are replaced, and go, and the object stays as it is", async () => {
    const { s3 } = cloud;
    await s3.putObject({ Bucket, Key: "k", Body: "content", Tagging: "a=1&b%20c=d%2Be" });
    expect(await tagsOf("k")).toEqual([
      { Key: "a", Value: "1" },
      { Key: "b c", Value: "d+e" },
    ]);
    expect((await s3.headObject({ Bucket, Key: "k" })).TagCount).toBe(2);
    await s3.putObjectTagging({ Bucket, Key: "k", Tagging: { TagSet: [{ Key: "x", Value: "" }] } });
    expect(await tagsOf("k")).toEqual([{ Key: "x", Value: "" }]);
    await s3.deleteObjectTagging({ Bucket, Key: "k" });
    expect(await tagsOf("k")).toEqual([]);
    expect(await cloud.read(Bucket, "k")).toBe("content");
  });

  it("are those of one version", async () => {
    const { s3 } = cloud;
    const Bucket = await cloud.addBucket();
    await s3.putBucketVersioning({ Bucket, VersioningConfiguration: { Status: "Enabled" } });
    const VersionId = await cloud.put(Bucket, "k");
    await cloud.put(Bucket, "k");
    const Tagging = { TagSet: [{ Key: "old", Value: "1" }] };
    expect(await s3.putObjectTagging({ Bucket, Key: "k", VersionId, Tagging })).toMatchObject({ VersionId });
    expect((await s3.getObjectTagging({ Bucket, Key: "k", VersionId })).TagSet).toEqual(Tagging.TagSet);
    expect((await s3.getObjectTagging({ Bucket, Key: "k" })).TagSet).toEqual([]);
  });

  const tag = (Key: string, Value = "v") => ({ Key, Value });
  it.each([
    ["eleven", Array.from({ length: 11 }, (_, index) => tag(String(index))), "BadRequest"],
    ["the same twice", [tag("a"), tag("a")], "InvalidTag"],
    ["a key that is too long", [tag("x".repeat(129))], "InvalidTag"],
    ["a value that is too long", [tag("a", "x".repeat(257))], "InvalidTag"],
    ["characters that are not allowed", [tag("a<b")], "InvalidTag"],
    ["those of AWS", [tag("aws:a")], "InvalidTag"],
  ])("cannot be %s", async (_what, TagSet, name) => {
    await cloud.put(Bucket, "limits");
    await expect(
      cloud.s3.putObjectTagging({ Bucket, Key: "limits", Tagging: { TagSet } }),
    ).rejects.toMatchObject({ name, $metadata: { httpStatusCode: 400 } });
  });

  it("say whose they cannot be", async () => {
    const [Tagging, put] = [{ TagSet: [tag("aws:a")] }, { Bucket, Key: "limits" }];
    await expect(cloud.s3.putObjectTagging({ ...put, Tagging })).rejects.toMatchObject({
      message: "Your TagKey cannot be prefixed with aws:",
    });
    await expect(cloud.s3.putBucketTagging({ Bucket, Tagging })).rejects.toMatchObject({
      message: "System tags cannot be added/updated by requester",
    });
    const born = { Bucket: "born-with-tags", CreateBucketConfiguration: { Tags: Tagging.TagSet } };
    await expect(cloud.s3.createBucket(born)).rejects.toMatchObject({
      name: "InvalidTag",
      message: expect.stringMatching(/^User-defined tag keys can't start with "aws:"\./),
    });
  });

  it.each(["a=1&a=2", "=1", "a=1,b=2", "a<b=1"])("cannot come in a header like %s", async (Tagging) => {
    await expect(cloud.s3.putObject({ Bucket, Key: "k", Tagging })).rejects.toMatchObject({
      name: "InvalidArgument",
      ArgumentName: "x-amz-tagging",
      ArgumentValue: Tagging,
    });
  });

  it("are none of a delete marker, also where it is the latest", async () => {
    const { s3 } = cloud;
    const Bucket = await cloud.addBucket();
    await s3.putBucketVersioning({ Bucket, VersioningConfiguration: { Status: "Enabled" } });
    const { VersionId } = await s3.deleteObject({ Bucket, Key: "k" });
    const refusal = (Method: string) => ({
      name: "MethodNotAllowed",
      Method,
      ResourceType: "DeleteMarker",
      $metadata: { httpStatusCode: 405 },
    });
    for (const marker of [
      { Bucket, Key: "k" },
      { Bucket, Key: "k", VersionId },
    ]) {
      const Tagging = { TagSet: [] };
      await expect(s3.putObjectTagging({ ...marker, Tagging })).rejects.toMatchObject(refusal("PUT"));
      await expect(s3.getObjectTagging(marker)).rejects.toMatchObject(refusal("GET"));
      await expect(s3.deleteObjectTagging(marker)).rejects.toMatchObject(refusal("DELETE"));
    }
  });

  it("need an object", async () => {
    await expect(tagsOf("never")).rejects.toMatchObject({ name: "NoSuchKey" });
  });
});

describe("a document of tags", () => {
  it.each([
    ["an empty set", { TagSet: [] }],
    ["no set", {}],
  ])("with %s takes all tags away", async (_what, document) => {
    const { s3 } = cloud;
    const Bucket = await cloud.addBucket();
    const before = { TagSet: [{ Key: "a", Value: "1" }] };
    await cloud.put(Bucket, "k");
    for (const Tagging of [before, Object(document)]) {
      await s3.putObjectTagging({ Bucket, Key: "k", Tagging });
      await s3.putBucketTagging({ Bucket, Tagging });
    }
    expect((await s3.getObjectTagging({ Bucket, Key: "k" })).TagSet).toEqual([]);
    await expect(s3.getBucketTagging({ Bucket })).rejects.toMatchObject({ name: "NoSuchTagSet" });
  });
});

describe("tags of a bucket", () => {
  it("are kept until they are deleted", async () => {
    const { s3 } = cloud;
    const TagSet = [{ Key: "team", Value: "todos" }];
    await s3.putBucketTagging({ Bucket, Tagging: { TagSet } });
    expect((await s3.getBucketTagging({ Bucket })).TagSet).toEqual(TagSet);
    await s3.deleteBucketTagging({ Bucket });
    await expect(s3.getBucketTagging({ Bucket })).rejects.toMatchObject({ name: "NoSuchTagSet" });
  });
});
