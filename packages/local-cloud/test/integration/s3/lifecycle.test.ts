import type { LifecycleRule } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../../support/eventually.ts";
import { type S3Cloud, startS3Cloud } from "./s3-cloud.ts";

let cloud: S3Cloud;
const day = 86_400;

beforeAll(async () => {
  cloud = await startS3Cloud({ lifecycleEveryMs: 20 });
});
afterAll(() => cloud.close());

const ruled = async (...Rules: Partial<LifecycleRule>[]): Promise<string> => {
  const Bucket = await cloud.addBucket();
  await cloud.s3.putBucketLifecycleConfiguration({
    Bucket,
    LifecycleConfiguration: {
      Rules: Rules.map((rule) => ({ Status: "Enabled", Filter: { Prefix: "" }, ...rule })),
    },
  });
  return Bucket;
};

const versioned = (Bucket: string) =>
  cloud.s3.putBucketVersioning({ Bucket, VersioningConfiguration: { Status: "Enabled" } });

const keysOf = async (Bucket: string) =>
  ((await cloud.s3.listObjectsV2({ Bucket })).Contents ?? []).map(({ Key }) => Key);

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html
describe("a rule", () => {
  it("ends objects by prefix, tag and size, once they are old enough", async () => {
    const Bucket = await ruled(
      { ID: "prefix", Filter: { Prefix: "tmp/" }, Expiration: { Days: 1 } },
      { ID: "tag", Filter: { Tag: { Key: "keep", Value: "no" } }, Expiration: { Days: 1 } },
      { ID: "size", Filter: { ObjectSizeGreaterThan: 100 }, Expiration: { Days: 1 } },
      { ID: "off", Status: "Disabled", Expiration: { Days: 1 } },
    );
    await cloud.put(Bucket, "tmp/a");
    await cloud.put(Bucket, "kept");
    await cloud.put(Bucket, "large", "x".repeat(101));
    await cloud.s3.putObject({ Bucket, Key: "tagged", Body: "x", Tagging: "keep=no" });
    const { Expiration = "" } = await cloud.s3.headObject({ Bucket, Key: "tmp/a" });
    expect(Expiration).toMatch(/^expiry-date="\w{3}, \d\d \w{3} \d{4} 00:00:00 GMT", rule-id="prefix"$/);
    expect(await keysOf(Bucket)).toHaveLength(4);
    cloud.age(2 * day);
    await eventually(async () => expect(await keysOf(Bucket)).toEqual(["kept"]));
  });

  it("hides the current version, and ends those that are not", async () => {
    const Bucket = await ruled(
      { ID: "a", Expiration: { Days: 1 } },
      { ID: "b", NoncurrentVersionExpiration: { NoncurrentDays: 3, NewerNoncurrentVersions: 1 } },
    );
    await versioned(Bucket);
    await cloud.put(Bucket, "k", "one");
    await cloud.put(Bucket, "k", "two");
    const three = await cloud.put(Bucket, "k", "three");
    const versions = async () => (await cloud.s3.listObjectVersions({ Bucket })).Versions ?? [];
    cloud.age(2 * day);
    await eventually(async () => expect(await keysOf(Bucket)).toEqual([]));
    expect(await versions()).toHaveLength(3);
    cloud.age(5 * day);
    await eventually(async () =>
      expect((await versions()).map(({ VersionId }) => VersionId)).toEqual([three]),
    );
  });

  it("ends a delete marker that hides nothing", async () => {
    const Bucket = await ruled({ ID: "a", Expiration: { ExpiredObjectDeleteMarker: true } });
    await versioned(Bucket);
    await cloud.s3.deleteObject({ Bucket, Key: "never" });
    await eventually(async () =>
      expect((await cloud.s3.listObjectVersions({ Bucket })).DeleteMarkers).toBeUndefined(),
    );
  });

  it("ends uploads that nobody completes", async () => {
    const Bucket = await ruled({ ID: "a", AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } });
    await cloud.s3.createMultipartUpload({ Bucket, Key: "k" });
    const uploads = async () => (await cloud.s3.listMultipartUploads({ Bucket })).Uploads ?? [];
    expect(await uploads()).toHaveLength(1);
    cloud.age(2 * day);
    await eventually(async () => expect(await uploads()).toHaveLength(0));
  });
});

// https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html
describe("the configuration", () => {
  it("comes back as it was put, until it is deleted", async () => {
    const { s3 } = cloud;
    const Bucket = await ruled({ ID: "a", Filter: { Prefix: "x" }, Expiration: { Days: 30 } });
    expect((await s3.getBucketLifecycleConfiguration({ Bucket })).Rules).toEqual([
      { ID: "a", Status: "Enabled", Filter: { Prefix: "x" }, Expiration: { Days: 30 } },
    ]);
    for (const size of ["varies_by_storage_class", undefined] as const) {
      const Rules = [{ Filter: {}, Status: "Enabled", Expiration: { Days: 1 } } as const];
      const put = { Bucket, LifecycleConfiguration: { Rules }, TransitionDefaultMinimumObjectSize: size };
      const shown = { TransitionDefaultMinimumObjectSize: size ?? "all_storage_classes_128K" };
      expect(await s3.putBucketLifecycleConfiguration(put)).toMatchObject(shown);
      expect(await s3.getBucketLifecycleConfiguration({ Bucket })).toMatchObject(shown);
    }
    await s3.deleteBucketLifecycle({ Bucket });
    await expect(s3.getBucketLifecycleConfiguration({ Bucket })).rejects.toMatchObject({
      name: "NoSuchLifecycleConfiguration",
    });
  });

  it.each([
    [{ Expiration: { Days: 0 } }, "InvalidArgument"],
    [{ Expiration: { Days: 1, ExpiredObjectDeleteMarker: true } }, "MalformedXML"],
    [{ Expiration: { Date: new Date("2030-01-01T01:00:00Z") } }, "InvalidArgument"],
    [{}, "InvalidRequest"],
    [{ ID: "x".repeat(256), Expiration: { Days: 1 } }, "InvalidArgument"],
    [{ NoncurrentVersionExpiration: {} }, "MalformedXML"],
    [
      {
        Filter: {
          And: {
            Tags: [
              { Key: "a", Value: "1" },
              { Key: "a", Value: "2" },
            ],
          },
        },
        Expiration: { Days: 1 },
      },
      "InvalidRequest",
    ],
  ])("cannot be %o", async (rule, name) => {
    await expect(ruled(rule)).rejects.toMatchObject({ name });
  });

  it("moves nothing of a size that there is not", async () => {
    const Bucket = await cloud.addBucket();
    const Rules = [{ Filter: {}, Status: "Enabled", Expiration: { Days: 1 } }];
    const put = { Bucket, LifecycleConfiguration: { Rules }, TransitionDefaultMinimumObjectSize: "value" };
    await expect(cloud.s3.putBucketLifecycleConfiguration(Object(put))).rejects.toMatchObject({
      name: "InvalidRequest",
      message: "Invalid TransitionDefaultMinimumObjectSize found: value",
    });
  });
});
