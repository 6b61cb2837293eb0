import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type S3Cloud, startS3Cloud } from "./s3-cloud.ts";

let cloud: S3Cloud;

beforeAll(async () => {
  cloud = await startS3Cloud();
});
afterAll(() => cloud.close());

const setVersioning = (Bucket: string, Status: "Enabled" | "Suspended") =>
  cloud.s3.putBucketVersioning({ Bucket, VersioningConfiguration: { Status } });

const versionedBucket = async (): Promise<string> => {
  const Bucket = await cloud.addBucket();
  await setVersioning(Bucket, "Enabled");
  return Bucket;
};

/** Everything there is, newest first for each key. */
const history = async (Bucket: string) => {
  const { Versions = [], DeleteMarkers = [] } = await cloud.s3.listObjectVersions({ Bucket });
  return {
    versions: Versions.map(({ Key, VersionId, IsLatest }) => ({ Key, VersionId, IsLatest })),
    markers: DeleteMarkers.map(({ Key, VersionId, IsLatest }) => ({ Key, VersionId, IsLatest })),
  };
};

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html
describe("a bucket with versions", () => {
  it("keeps what is overwritten", async () => {
    const Bucket = await versionedBucket();
    const one = await cloud.put(Bucket, "k", "one");
    const two = await cloud.put(Bucket, "k", "two");
    expect(one).toMatch(/^[\w.]{32}$/);
    expect(await cloud.read(Bucket, "k")).toBe("two");
    expect(await cloud.read(Bucket, "k", one)).toBe("one");
    expect(await history(Bucket)).toEqual({
      versions: [
        { Key: "k", VersionId: two, IsLatest: true },
        { Key: "k", VersionId: one, IsLatest: false },
      ],
      markers: [],
    });
  });

  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/DeleteMarker.html
  it("hides what is deleted behind a marker", async () => {
    const { s3 } = cloud;
    const Bucket = await versionedBucket();
    const one = await cloud.put(Bucket, "k", "one");
    const marker = await s3.deleteObject({ Bucket, Key: "k" });
    expect(marker).toMatchObject({ DeleteMarker: true, VersionId: expect.any(String) });
    await expect(s3.getObject({ Bucket, Key: "k" })).rejects.toMatchObject({ name: "NoSuchKey" });
    await expect(s3.getObject({ Bucket, Key: "k", VersionId: marker.VersionId })).rejects.toMatchObject({
      name: "MethodNotAllowed",
      $metadata: { httpStatusCode: 405 },
    });
    await expect(s3.headObject({ Bucket, Key: "k" })).rejects.toMatchObject({
      $response: { headers: { "x-amz-delete-marker": "true", "x-amz-version-id": marker.VersionId } },
    });
    expect(await cloud.read(Bucket, "k", one)).toBe("one");
    expect((await s3.listObjectsV2({ Bucket })).KeyCount).toBe(0);

    for (const VersionId of [undefined, marker.VersionId])
      await expect(
        s3.putObjectTagging({ Bucket, Key: "k", VersionId, Tagging: { TagSet: [] } }),
      ).rejects.toMatchObject({ name: "MethodNotAllowed", Method: "PUT", ResourceType: "DeleteMarker" });
    await s3.deleteObject({ Bucket, Key: "k", VersionId: marker.VersionId });
    expect(await cloud.read(Bucket, "k")).toBe("one");
  });

  it("removes a version for good when it is named, and shows the one before", async () => {
    const { s3 } = cloud;
    const Bucket = await versionedBucket();
    const one = await cloud.put(Bucket, "k", "one");
    const two = await cloud.put(Bucket, "k", "two");
    expect(await s3.deleteObject({ Bucket, Key: "k", VersionId: two })).toMatchObject({ VersionId: two });
    expect(await cloud.read(Bucket, "k")).toBe("one");
    await expect(s3.getObject({ Bucket, Key: "k", VersionId: two })).rejects.toMatchObject({
      name: "NoSuchVersion",
    });
    await s3.deleteObject({ Bucket, Key: "k", VersionId: one });
    expect(await history(Bucket)).toEqual({ versions: [], markers: [] });
  });

  it("makes a marker even for what never was", async () => {
    const Bucket = await versionedBucket();
    expect(await cloud.s3.deleteObject({ Bucket, Key: "never" })).toMatchObject({ DeleteMarker: true });
    expect((await history(Bucket)).markers).toHaveLength(1);
  });

  it("deletes many at once, some by version", async () => {
    const Bucket = await versionedBucket();
    const one = await cloud.put(Bucket, "a");
    await cloud.put(Bucket, "b");
    const { Deleted } = await cloud.s3.deleteObjects({
      Bucket,
      Delete: { Objects: [{ Key: "a", VersionId: one }, { Key: "b" }] },
    });
    expect(Deleted).toEqual([
      { Key: "a", VersionId: one },
      { Key: "b", DeleteMarker: true, DeleteMarkerVersionId: expect.any(String) },
    ]);
  });

  it("cannot be deleted while a version is left", async () => {
    const { s3 } = cloud;
    const Bucket = await versionedBucket();
    const VersionId = await cloud.put(Bucket, "k");
    const marker = await s3.deleteObject({ Bucket, Key: "k" });
    await expect(s3.deleteBucket({ Bucket })).rejects.toMatchObject({ name: "BucketNotEmpty" });
    await s3.deleteObject({ Bucket, Key: "k", VersionId });
    await expect(s3.deleteBucket({ Bucket })).rejects.toMatchObject({ name: "BucketNotEmpty" });
    await s3.deleteObject({ Bucket, Key: "k", VersionId: marker.VersionId });
    await s3.deleteBucket({ Bucket });
  });

  it.each([
    ["nonsense", () => "nonsense"],
    ["made up", () => "HPniJFCxqTsMuIH9KX8K8wEjNUgmABCD"],
    ["changed at its end", (id: string) => `${id.slice(0, -4)}ABCD`],
  ])("refuses an id that no version ever had: one that is %s", async (_what, change) => {
    const Bucket = await versionedBucket();
    const VersionId = change(await cloud.put(Bucket, "k"));
    const refusal = {
      name: "InvalidArgument",
      message: "Invalid version id specified",
      ArgumentValue: VersionId,
    };
    await expect(cloud.read(Bucket, "k", VersionId)).rejects.toMatchObject(refusal);
    await expect(cloud.s3.deleteObject({ Bucket, Key: "k", VersionId })).rejects.toMatchObject(refusal);
    const Delete = { Objects: [{ Key: "k", VersionId }] };
    const { Errors } = await cloud.s3.deleteObjects({ Bucket, Delete });
    expect(Errors).toMatchObject([{ Key: "k", VersionId, Code: "NoSuchVersion" }]);
  });

  it("refuses an empty id in words of its own", async () => {
    const Bucket = await versionedBucket();
    const nobodys = { Bucket, Key: "k", VersionId: "" };
    const refusal = { name: "InvalidArgument", message: "Version id cannot be the empty string" };
    await expect(cloud.s3.getObject(nobodys)).rejects.toMatchObject(refusal);
    await expect(cloud.s3.deleteObject(nobodys)).rejects.toMatchObject(refusal);
  });

  it("knows the id of a version that is gone", async () => {
    const Bucket = await versionedBucket();
    const VersionId = await cloud.put(Bucket, "k");
    const remove = () => cloud.s3.deleteObject({ Bucket, Key: "k", VersionId });
    await remove();
    expect(await remove()).toMatchObject({ VersionId });
    await expect(cloud.read(Bucket, "k", VersionId)).rejects.toMatchObject({ name: "NoSuchVersion" });
  });
});

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/AddingObjectstoVersionSuspendedBuckets.html
describe("what was there before versions, and what comes after", () => {
  it("has the version null", async () => {
    const { s3 } = cloud;
    const Bucket = await cloud.addBucket();
    expect(await cloud.put(Bucket, "k", "before")).toBe("");
    await setVersioning(Bucket, "Enabled");
    const versioned = await cloud.put(Bucket, "k", "versioned");
    expect(await cloud.read(Bucket, "k", "null")).toBe("before");
    await setVersioning(Bucket, "Suspended");
    expect(await cloud.put(Bucket, "k", "after")).toBe("");
    expect(await s3.headObject({ Bucket, Key: "k" })).toMatchObject({ VersionId: "null" });
    expect(await cloud.read(Bucket, "k", "null")).toBe("after");
    expect(await cloud.read(Bucket, "k", versioned)).toBe("versioned");
    expect((await history(Bucket)).versions.map(({ VersionId }) => VersionId)).toEqual(["null", versioned]);

    expect(await s3.deleteObject({ Bucket, Key: "k" })).toMatchObject({
      DeleteMarker: true,
      VersionId: "null",
    });
    expect(await history(Bucket)).toEqual({
      versions: [{ Key: "k", VersionId: versioned, IsLatest: false }],
      markers: [{ Key: "k", VersionId: "null", IsLatest: true }],
    });
  });

  it("is the only one that there can be without versioning", async () => {
    const Bucket = await cloud.addBucket();
    await cloud.put(Bucket, "k", "content");
    expect(await cloud.read(Bucket, "k", "null")).toBe("content");
    const other = "x".repeat(32);
    await expect(cloud.read(Bucket, "k", other)).rejects.toMatchObject({ name: "InvalidArgument" });
    await expect(cloud.s3.deleteObject({ Bucket, Key: "k", VersionId: other })).rejects.toMatchObject({
      name: "InvalidArgument",
    });
    await cloud.s3.deleteObject({ Bucket, Key: "k", VersionId: "null" });
    await expect(cloud.read(Bucket, "k")).rejects.toMatchObject({ name: "NoSuchKey" });
  });

  it("keeps its state of versioning", async () => {
    const { s3 } = cloud;
    const Bucket = await cloud.addBucket();
    expect((await s3.getBucketVersioning({ Bucket })).Status).toBeUndefined();
    await setVersioning(Bucket, "Enabled");
    expect((await s3.getBucketVersioning({ Bucket })).Status).toBe("Enabled");
    await expect(s3.putBucketVersioning({ Bucket, VersioningConfiguration: {} })).rejects.toMatchObject({
      name: "IllegalVersioningConfigurationException",
    });
    await expect(
      s3.putBucketVersioning({ Bucket, VersioningConfiguration: Object({ Status: "enabled" }) }),
    ).rejects.toMatchObject({ name: "MalformedXML" });
  });
});

// https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html
describe("the listing of versions", () => {
  it("goes on in the middle of a key", async () => {
    const Bucket = await versionedBucket();
    const expected: string[] = [];
    for (const key of ["a", "b/1", "b/2", "c"]) {
      const ids = [await cloud.put(Bucket, key), await cloud.put(Bucket, key), await cloud.put(Bucket, key)];
      expected.push(...ids.toReversed());
    }
    for (const MaxKeys of [1, 2, 4, 5]) {
      const seen: (string | undefined)[] = [];
      let markers: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } = {};
      for (;;) {
        const page = await cloud.s3.listObjectVersions({ Bucket, MaxKeys, ...markers });
        seen.push(...(page.Versions ?? []).map(({ VersionId }) => VersionId));
        if (!page.IsTruncated) break;
        markers = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker };
      }
      expect(seen).toEqual(expected);
    }
  });

  it("goes on in the middle of a key, though the version it ended with is gone", async () => {
    const Bucket = await versionedBucket();
    const oldest = await cloud.put(Bucket, "k");
    for (let more = 0; more < 2; more += 1) await cloud.put(Bucket, "k");
    const page = await cloud.s3.listObjectVersions({ Bucket, MaxKeys: 2 });
    for (const { VersionId } of page.Versions ?? [])
      await cloud.s3.deleteObject({ Bucket, Key: "k", VersionId });
    const { NextKeyMarker: KeyMarker, NextVersionIdMarker: VersionIdMarker } = page;
    const rest = await cloud.s3.listObjectVersions({ Bucket, KeyMarker, VersionIdMarker });
    expect(rest.Versions).toMatchObject([{ Key: "k", VersionId: oldest, IsLatest: true }]);
  });

  it("rolls up folders", async () => {
    const Bucket = await versionedBucket();
    for (const key of ["a/1", "a/2", "b", "c/1"]) await cloud.put(Bucket, key);
    const first = await cloud.s3.listObjectVersions({ Bucket, Delimiter: "/", MaxKeys: 1 });
    expect(first).toMatchObject({
      CommonPrefixes: [{ Prefix: "a/" }],
      NextKeyMarker: "a/",
      IsTruncated: true,
    });
    const rest = await cloud.s3.listObjectVersions({ Bucket, Delimiter: "/", KeyMarker: "a/" });
    expect(rest).toMatchObject({ CommonPrefixes: [{ Prefix: "c/" }], Versions: [{ Key: "b" }] });
  });

  it("needs a key for a version to start at", async () => {
    const Bucket = await versionedBucket();
    await expect(
      cloud.s3.listObjectVersions({ Bucket, VersionIdMarker: "x".repeat(32) }),
    ).rejects.toMatchObject({ name: "InvalidArgument", ArgumentName: "version-id-marker" });
  });
});
