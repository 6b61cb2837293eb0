import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PolicyStatement } from "../../../src/iam/policy.ts";
import { type S3Cloud, startS3Cloud } from "./s3-cloud.ts";

let cloud: S3Cloud;

beforeAll(async () => {
  cloud = await startS3Cloud();
});
afterAll(() => cloud.close());

const denied = { name: "AccessDenied", $metadata: { httpStatusCode: 403 } };

/** The role of whoever calls has no permissions of its own. */
const nothing: readonly PolicyStatement[] = [{ Effect: "Allow", Action: "sqs:ListQueues", Resource: "*" }];

const putPolicy = (Bucket: string, ...Statement: PolicyStatement[]) =>
  cloud.s3.putBucketPolicy({ Bucket, Policy: JSON.stringify({ Version: "2012-10-17", Statement }) });

const everybodyReads = (Bucket: string): PolicyStatement => ({
  Effect: "Allow",
  Principal: "*",
  Action: "s3:GetObject",
  Resource: `arn:aws:s3:::${Bucket}/public/*`,
});

const openedBucket = async (): Promise<string> => {
  const Bucket = await cloud.addBucket();
  await cloud.s3.deletePublicAccessBlock({ Bucket });
  await putPolicy(Bucket, everybodyReads(Bucket));
  await cloud.put(Bucket, "public/a", "for all");
  await cloud.put(Bucket, "private/a", "for few");
  return Bucket;
};

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html
describe("a bucket's policy", () => {
  it("admits strangers to what it names, and to nothing else", async () => {
    const Bucket = await openedBucket();
    const { stranger } = cloud;
    const { Body } = await stranger.getObject({ Bucket, Key: "public/a" });
    expect(await Body?.transformToString()).toBe("for all");
    await expect(stranger.getObject({ Bucket, Key: "private/a" })).rejects.toMatchObject(denied);
    await expect(stranger.getObject({ Bucket, Key: "public/../private/a" })).rejects.toMatchObject(denied);
    await expect(stranger.putObject({ Bucket, Key: "public/b", Body: "x" })).rejects.toMatchObject(denied);
    await expect(stranger.listObjectsV2({ Bucket })).rejects.toMatchObject(denied);
    await expect(
      stranger.getObject({ Bucket, Key: "public/a", ResponseContentType: "text/html" }),
    ).rejects.toMatchObject({ name: "InvalidRequest" });
  });

  it("keeps out whom it denies, whatever else allows it", async () => {
    const Bucket = await cloud.addBucket();
    const reader = cloud.as([{ Effect: "Allow", Action: "s3:*", Resource: "*" }]);
    await cloud.put(Bucket, "secret");
    await putPolicy(Bucket, {
      Effect: "Deny",
      Principal: "*",
      Action: "s3:GetObject",
      Resource: `arn:aws:s3:::${Bucket}/secret`,
    });
    await expect(reader.getObject({ Bucket, Key: "secret" })).rejects.toMatchObject({
      ...denied,
      message: expect.stringContaining("explicit deny in a resource-based policy"),
    });
    await reader.putObject({ Bucket, Key: "other", Body: "x" });
    await reader.getObject({ Bucket, Key: "other" });
  });

  it("admits a role that has nothing of its own", async () => {
    const Bucket = await cloud.addBucket();
    const role = cloud.as(nothing);
    await cloud.put(Bucket, "a", "content");
    const admit = (Principal: PolicyStatement["Principal"]) =>
      putPolicy(Bucket, {
        Effect: "Allow",
        Principal: Principal ?? "*",
        Action: "s3:GetObject",
        Resource: `arn:aws:s3:::${Bucket}/*`,
        Condition: { StringEquals: { "aws:PrincipalAccount": "000000000000" } },
      });
    // The account as such only says that its own policies decide.
    await admit({ AWS: "arn:aws:iam::000000000000:root" });
    await expect(role.getObject({ Bucket, Key: "a" })).rejects.toMatchObject(denied);
    await admit({ AWS: "*" });
    const { Body } = await role.getObject({ Bucket, Key: "a" });
    expect(await Body?.transformToString()).toBe("content");
  });

  it("can depend on tags of the object, and on what is asked", async () => {
    const Bucket = await cloud.addBucket();
    const role = cloud.as([
      {
        Effect: "Allow",
        Action: "s3:GetObject",
        Resource: "*",
        Condition: { StringEquals: { "s3:ExistingObjectTag/open": "yes" } },
      },
      {
        Effect: "Allow",
        Action: "s3:ListBucket",
        Resource: "*",
        Condition: { NumericLessThanEquals: { "s3:max-keys": "10" } },
      },
    ]);
    await cloud.s3.putObject({ Bucket, Key: "open", Body: "x", Tagging: "open=yes" });
    await cloud.put(Bucket, "closed");
    await role.getObject({ Bucket, Key: "open" });
    await expect(role.getObject({ Bucket, Key: "closed" })).rejects.toMatchObject(denied);
    await role.listObjectsV2({ Bucket, MaxKeys: 10 });
    await expect(role.listObjectsV2({ Bucket, MaxKeys: 11 })).rejects.toMatchObject(denied);
  });

  it("comes back as it was put, until it is deleted", async () => {
    const { s3 } = cloud;
    const Bucket = await cloud.addBucket();
    await expect(s3.getBucketPolicy({ Bucket })).rejects.toMatchObject({ name: "NoSuchBucketPolicy" });
    const Policy = JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Deny", Principal: "*", Action: "s3:*", Resource: `arn:aws:s3:::${Bucket}/x` }],
    });
    await s3.putBucketPolicy({ Bucket, Policy });
    expect((await s3.getBucketPolicy({ Bucket })).Policy).toBe(Policy);
    expect((await s3.getBucketPolicyStatus({ Bucket })).PolicyStatus).toEqual({ IsPublic: false });
    await s3.deleteBucketPolicy({ Bucket });
    await expect(s3.getBucketPolicy({ Bucket })).rejects.toMatchObject({ name: "NoSuchBucketPolicy" });
  });

  it.each([
    ["no JSON", "nonsense"],
    [
      "another bucket's",
      { Effect: "Allow", Principal: "*", Action: "s3:*", Resource: "arn:aws:s3:::other/*" },
    ],
    ["of another service", { Effect: "Allow", Principal: "*", Action: "sqs:*", Resource: "arn:aws:s3:::*" }],
    ["nobody's", { Effect: "Allow", Action: "s3:*", Resource: "arn:aws:s3:::*" }],
  ])("cannot be %s", async (_what, statement) => {
    const Bucket = await cloud.addBucket();
    const Policy =
      typeof statement === "string"
        ? statement
        : JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
    await expect(cloud.s3.putBucketPolicy({ Bucket, Policy })).rejects.toMatchObject({
      name: "MalformedPolicy",
    });
  });
});

describe("what is no policy", () => {
  it.each([
    ["", "Policies must be valid JSON and the first byte must be '{'"],
    ["nonsense", "Policies must be valid JSON and the first byte must be '{'"],
    ["{nonsense}", "Policies must be valid JSON and the first byte must be '{'"],
    ["{}", "Missing required field Statement"],
  ])("is told what it lacks: %j", async (Policy, message) => {
    const Bucket = await cloud.addBucket();
    await expect(cloud.s3.putBucketPolicy({ Bucket, Policy })).rejects.toMatchObject({
      name: "MalformedPolicy",
      message,
    });
  });
});

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
describe("blocking public access", () => {
  it("keeps public policies out of every new bucket", async () => {
    const Bucket = await cloud.addBucket();
    const { PublicAccessBlockConfiguration } = await cloud.s3.getPublicAccessBlock({ Bucket });
    expect(PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    });
    await expect(putPolicy(Bucket, everybodyReads(Bucket))).rejects.toMatchObject(denied);
  });

  it("must say something", async () => {
    const Bucket = await cloud.addBucket();
    await expect(
      cloud.s3.putPublicAccessBlock({ Bucket, PublicAccessBlockConfiguration: {} }),
    ).rejects.toMatchObject({ name: "InvalidRequest" });
  });

  it("lets a policy for one distribution in", async () => {
    const Bucket = await cloud.addBucket();
    await putPolicy(Bucket, {
      Effect: "Allow",
      Principal: { Service: "cloudfront.amazonaws.com" },
      Action: "s3:GetObject",
      Resource: `arn:aws:s3:::${Bucket}/*`,
      Condition: { StringEquals: { "AWS:SourceArn": "arn:aws:cloudfront::000000000000:distribution/D" } },
    });
    await expect(cloud.stranger.getObject({ Bucket, Key: "a" })).rejects.toMatchObject(denied);
  });

  it("shuts strangers out of a bucket that has a public policy", async () => {
    const Bucket = await openedBucket();
    expect((await cloud.s3.getBucketPolicyStatus({ Bucket })).PolicyStatus).toEqual({ IsPublic: true });
    await cloud.stranger.getObject({ Bucket, Key: "public/a" });
    await cloud.s3.putPublicAccessBlock({
      Bucket,
      PublicAccessBlockConfiguration: { RestrictPublicBuckets: true },
    });
    await expect(cloud.stranger.getObject({ Bucket, Key: "public/a" })).rejects.toMatchObject(denied);
  });
});

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
describe("access control lists", () => {
  it("are the owner's alone, and cannot be others", async () => {
    const { s3 } = cloud;
    const Bucket = await cloud.addBucket();
    await cloud.put(Bucket, "a");
    const { Owner, Grants } = await s3.getObjectAcl({ Bucket, Key: "a" });
    expect(Grants).toEqual([
      { Grantee: { ID: Owner?.ID, Type: "CanonicalUser" }, Permission: "FULL_CONTROL" },
    ]);
    expect((await s3.getBucketAcl({ Bucket })).Grants).toEqual(Grants);
    await s3.putObject({ Bucket, Key: "b", Body: "x", ACL: "bucket-owner-full-control" });
    await expect(s3.putObject({ Bucket, Key: "b", Body: "x", ACL: "private" })).rejects.toMatchObject({
      name: "AccessControlListNotSupported",
    });
    await expect(s3.putBucketAcl({ Bucket, ACL: "private" })).rejects.toMatchObject({
      name: "AccessControlListNotSupported",
    });
    await expect(s3.putObjectAcl({ Bucket, Key: "a", ACL: "private" })).rejects.toMatchObject({
      name: "AccessControlListNotSupported",
    });
    await expect(s3.putObject({ Bucket, Key: "b", Body: "x", ACL: "public-read" })).rejects.toMatchObject(
      denied,
    );
  });

  it.each([
    [{ ACL: "fake" }, { name: "InvalidArgument", ArgumentName: "x-amz-acl", ArgumentValue: "fake" }],
    [
      { GrantWrite: 'uri="http://acs.amazonaws.com/groups/s3/Fake"' },
      { name: "InvalidArgument", message: "Invalid group uri", ArgumentName: "uri" },
    ],
    [
      { GrantWrite: 'fake="1"' },
      {
        name: "InvalidArgument",
        message: "Argument format not recognized",
        ArgumentName: "x-amz-grant-write",
      },
    ],
    [{ GrantWrite: 'id="1"' }, { name: "InvalidArgument", message: "Invalid id", ArgumentName: "id" }],
    [
      { ACL: "private", GrantRead: 'uri="http://acs.amazonaws.com/groups/s3/LogDelivery"' },
      { name: "InvalidRequest", message: "Specifying both Canned ACLs and Header Grants is not allowed" },
    ],
    [
      { ACL: "private", AccessControlPolicy: { Owner: { ID: "x" } } },
      { name: "UnexpectedContent", message: "This request does not support content" },
    ],
    [{}, { name: "MissingSecurityHeader", MissingHeaderName: "x-amz-acl" }],
  ] as const)("cannot be put as %o, wherever that may be", async (acl, expected) => {
    const { s3 } = cloud;
    const Bucket = await cloud.addBucket();
    await cloud.put(Bucket, "a");
    await expect(s3.putBucketAcl(Object({ Bucket, ...acl }))).rejects.toMatchObject(expected);
    await expect(s3.putObjectAcl(Object({ Bucket, Key: "a", ...acl }))).rejects.toMatchObject(expected);
  });

  it("may say what is so anyway, where a bucket has them", async () => {
    const { s3 } = cloud;
    const Bucket = "with-lists";
    await s3.createBucket({ Bucket, ObjectOwnership: "ObjectWriter" });
    await s3.putBucketAcl({ Bucket, ACL: "private" });
    await s3.putObject({ Bucket, Key: "a", Body: "x", ACL: "private" });
    await s3.putObjectAcl({ Bucket, Key: "a", ACL: "private" });
    await expect(s3.putBucketAcl({ Bucket, ACL: "public-read" })).rejects.toMatchObject(denied);
    await s3.deletePublicAccessBlock({ Bucket });
    await expect(s3.putBucketAcl({ Bucket, ACL: "public-read" })).rejects.toMatchObject({
      name: "NotImplemented",
    });
  });
});

describe("a caller without a signature", () => {
  it("learns no more than that it may not", async () => {
    const Bucket = await cloud.addBucket();
    await expect(cloud.stranger.getObject({ Bucket, Key: "never" })).rejects.toMatchObject(denied);
    await expect(cloud.stranger.headBucket({ Bucket })).rejects.toMatchObject({
      $metadata: { httpStatusCode: 403 },
    });
  });
});

describe("a session", () => {
  it("cannot bring along what the gateway itself knows of a caller", async () => {
    const statements = (type: string): readonly PolicyStatement[] => [
      {
        Effect: "Allow",
        Action: "s3:ListBucket",
        Resource: "*",
        Condition: { StringEquals: { "aws:PrincipalType": type } },
      },
    ];
    const Bucket = await cloud.addBucket();
    const brought = { "AWS:principaltype": "Account" };
    const refused = cloud.as(statements("Account"), brought).listObjectsV2({ Bucket });
    await expect(refused).rejects.toMatchObject(denied);
    await cloud.as(statements("AssumedRole"), brought).listObjectsV2({ Bucket });
  });
});
