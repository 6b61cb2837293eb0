import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type S3Cloud, startS3Cloud } from "./s3-cloud.ts";

let cloud: S3Cloud;

beforeAll(async () => {
  cloud = await startS3Cloud();
});
afterAll(() => cloud.close());

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
describe("the name of a bucket", () => {
  it.each(["abc", "a-b.c", "1bucket", "x".repeat(63)])("may be %s", async (Bucket) => {
    expect(await cloud.s3.createBucket({ Bucket })).toMatchObject({ Location: `/${Bucket}` });
    await cloud.s3.headBucket({ Bucket });
    await cloud.s3.deleteBucket({ Bucket });
  });

  it.each([
    "ab",
    "x".repeat(64),
    "Upper",
    "under_score",
    "-start",
    "end-",
    "a..b",
    "192.168.1.1",
    "xn--a",
    "a-s3alias",
  ])("cannot be %s", async (Bucket) => {
    const client = cloud.clientWith({ forcePathStyle: true });
    await expect(client.createBucket({ Bucket })).rejects.toMatchObject({ name: "InvalidBucketName" });
  });
});

// https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html
describe("a bucket", () => {
  it("is there until it is deleted, which needs it to be empty", async () => {
    const { s3 } = cloud;
    const Bucket = await cloud.addBucket();
    expect(await s3.headBucket({ Bucket })).toMatchObject({
      BucketRegion: "us-east-1",
      AccessPointAlias: false,
    });
    expect((await s3.getBucketLocation({ Bucket })).LocationConstraint).toBeUndefined();
    await cloud.put(Bucket, "a");
    await expect(s3.deleteBucket({ Bucket })).rejects.toMatchObject({
      name: "BucketNotEmpty",
      $metadata: { httpStatusCode: 409 },
    });
    await s3.deleteObject({ Bucket, Key: "a" });
    await s3.deleteBucket({ Bucket });
    await expect(s3.headBucket({ Bucket })).rejects.toMatchObject({ name: "NotFound" });
    await expect(s3.deleteBucket({ Bucket })).rejects.toMatchObject({ name: "NoSuchBucket" });
  });

  it("that is gone left nothing to the next of its name", async () => {
    const { s3 } = cloud;
    const Bucket = await cloud.addBucket();
    await s3.putBucketTagging({ Bucket, Tagging: { TagSet: [{ Key: "a", Value: "b" }] } });
    const { UploadId } = await s3.createMultipartUpload({ Bucket, Key: "k" });
    await s3.deleteBucket({ Bucket });
    await s3.createBucket({ Bucket });
    await expect(s3.getBucketTagging({ Bucket })).rejects.toMatchObject({ name: "NoSuchTagSet" });
    await expect(s3.listParts({ Bucket, Key: "k", UploadId })).rejects.toMatchObject({
      name: "NoSuchUpload",
    });
  });

  it("can be created again by its owner, in the first region", async () => {
    const Bucket = await cloud.addBucket();
    await cloud.put(Bucket, "a", "kept");
    await cloud.s3.createBucket({ Bucket });
    await cloud.s3.createBucket({ Bucket, CreateBucketConfiguration: { Tags: [] } });
    expect(await cloud.read(Bucket, "a")).toBe("kept");
    const CreateBucketConfiguration = { Tags: [{ Key: "team", Value: "todos" }] };
    await expect(cloud.s3.createBucket({ Bucket, CreateBucketConfiguration })).rejects.toMatchObject({
      name: "BucketAlreadyOwnedByYou",
    });
  });

  it("is created where it is asked for", async () => {
    const create = (LocationConstraint: string) =>
      cloud.s3.createBucket({
        Bucket: "elsewhere",
        CreateBucketConfiguration: Object({ LocationConstraint }),
      });
    await expect(create("eu-central-1")).rejects.toMatchObject({
      name: "IllegalLocationConstraintException",
    });
    for (const LocationConstraint of ["us-east-1", "aws-global"])
      await expect(create(LocationConstraint)).rejects.toMatchObject({
        name: "InvalidLocationConstraint",
        LocationConstraint,
      });
  });

  it("is listed, in pages", async () => {
    const { s3 } = cloud;
    for (const Bucket of ["listed-a", "listed-b", "listed-c"]) await s3.createBucket({ Bucket });
    const Prefix = "listed-";
    const first = await s3.listBuckets({ Prefix, MaxBuckets: 2 });
    expect(first.Buckets?.map(({ Name }) => Name)).toEqual(["listed-a", "listed-b"]);
    expect(first).toMatchObject({ Prefix, Owner: { ID: expect.any(String) } });
    const rest = await s3.listBuckets({ Prefix, ContinuationToken: first.ContinuationToken });
    expect(rest.Buckets).toMatchObject([
      { Name: "listed-c", BucketRegion: "us-east-1", CreationDate: expect.any(Date) },
    ]);
  });

  it("is listed by its region, of those that there are", async () => {
    const list = async (BucketRegion: string) => (await cloud.s3.listBuckets({ BucketRegion })).Buckets;
    await cloud.addBucket();
    expect(await list("us-east-1")).not.toEqual([]);
    expect(await list("eu-central-1")).toEqual([]);
    await expect(list("eu-east-1")).rejects.toMatchObject({
      name: "InvalidArgument",
      message: "Argument value eu-east-1 is not a valid AWS Region",
      ArgumentName: "bucket-region",
    });
  });

  it("belongs to whom it is expected to", async () => {
    const Bucket = await cloud.addBucket();
    await cloud.s3.listObjectsV2({ Bucket, ExpectedBucketOwner: "000000000000" });
    await expect(
      cloud.s3.listObjectsV2({ Bucket, ExpectedBucketOwner: "111111111111" }),
    ).rejects.toMatchObject({ name: "AccessDenied" });
    await expect(cloud.s3.listObjectsV2({ Bucket, ExpectedBucketOwner: "ada" })).rejects.toMatchObject({
      name: "InvalidBucketOwnerAWSAccountID",
      message: "The value of the expected bucket owner parameter must be an AWS Account ID... [ada]",
    });
  });
});

describe("what a bucket is configured with", () => {
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html
  it("is encryption, in any case", async () => {
    const { s3 } = cloud;
    const Bucket = await cloud.addBucket();
    const rules = async () =>
      (await s3.getBucketEncryption({ Bucket })).ServerSideEncryptionConfiguration?.Rules;
    expect(await rules()).toMatchObject([{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }]);
    await s3.putBucketEncryption({
      Bucket,
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms", KMSMasterKeyID: "key" } }],
      },
    });
    expect(await rules()).toMatchObject([{ ApplyServerSideEncryptionByDefault: { KMSMasterKeyID: "key" } }]);
    expect(await s3.putObject({ Bucket, Key: "a", Body: "x" })).toMatchObject({
      ServerSideEncryption: "aws:kms",
      SSEKMSKeyId: "arn:aws:kms:us-east-1:000000000000:key/key",
    });
    const key = expect.stringMatching(/^arn:aws:kms:us-east-1:000000000000:key\/[\da-f-]{36}$/);
    await s3.deleteBucketEncryption({ Bucket });
    expect(await s3.putObject({ Bucket, Key: "a", Body: "x" })).toMatchObject({
      ServerSideEncryption: "AES256",
    });
    await s3.putObject({ Bucket, Key: "a", Body: "x", ServerSideEncryption: "aws:kms" });
    expect(await s3.headObject({ Bucket, Key: "a" })).toMatchObject({ SSEKMSKeyId: key });
  });

  it("is encryption by a key of AWS's where none is named", async () => {
    const { s3 } = cloud;
    const Bucket = await cloud.addBucket();
    const rule = { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms" }, BucketKeyEnabled: true };
    const ServerSideEncryptionConfiguration = { Rules: [Object(rule)] };
    await s3.putBucketEncryption({ Bucket, ServerSideEncryptionConfiguration });
    const put = await s3.putObject({ Bucket, Key: "a", Body: "x" });
    expect(put).toMatchObject({
      ServerSideEncryption: "aws:kms",
      SSEKMSKeyId: expect.stringMatching(
        /^arn:aws:kms:us-east-1:000000000000:key\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-/,
      ),
      BucketKeyEnabled: true,
    });
    const head = await s3.headObject({ Bucket, Key: "a" });
    expect(head).toMatchObject({ SSEKMSKeyId: put.SSEKMSKeyId, BucketKeyEnabled: true });
  });

  // https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketOwnershipControls.html
  it("is who owns what is in it", async () => {
    const { s3 } = cloud;
    const Bucket = await cloud.addBucket();
    const controls = async () => (await s3.getBucketOwnershipControls({ Bucket })).OwnershipControls?.Rules;
    expect(await controls()).toEqual([{ ObjectOwnership: "BucketOwnerEnforced" }]);
    await s3.putBucketOwnershipControls({
      Bucket,
      OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerPreferred" }] },
    });
    expect(await controls()).toEqual([{ ObjectOwnership: "BucketOwnerPreferred" }]);
    await s3.deleteBucketOwnershipControls({ Bucket });
    await expect(controls()).rejects.toMatchObject({ name: "OwnershipControlsNotFoundError" });
  });
});
