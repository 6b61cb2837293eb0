// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is the syntax of policy variables
import { GetObjectCommand, PutObjectCommand, type S3 } from "@aws-sdk/client-s3";
import { createPresignedPost } from "@aws-sdk/s3-presigned-post";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PolicyStatement } from "../../../src/iam/policy.ts";
import { spellingsOf } from "../../support/spellings.ts";
import { type RawCaller, sendRaw } from "./raw-request.ts";
import { type S3Cloud, startS3Cloud } from "./s3-cloud.ts";

const ada = "us-east-1:11111111-1111-4111-8111-111111111111";
const bob = "us-east-1:22222222-2222-4222-8222-222222222222";
const secret = "nobody else's business";

/** https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-integrating-user-pools-with-identity-pools.html */
const ownFolder: readonly PolicyStatement[] = [
  {
    Effect: "Allow",
    Action: [
      "s3:GetObject",
      "s3:GetObjectTagging",
      "s3:PutObject",
      "s3:DeleteObject",
      "s3:AbortMultipartUpload",
      "s3:ListMultipartUploadParts",
    ],
    Resource: "arn:aws:s3:::files/${cognito-identity.amazonaws.com:sub}/*",
  },
  {
    Effect: "Allow",
    Action: "s3:ListBucket",
    Resource: "arn:aws:s3:::files",
    Condition: { StringLike: { "s3:prefix": "${cognito-identity.amazonaws.com:sub}/*" } },
  },
];

let cloud: S3Cloud;
let asAda: S3;
let adaKeys: RawCaller;
const Bucket = "files";
const foreign = `${bob}/secret.txt`;

beforeAll(async () => {
  cloud = await startS3Cloud();
  const sub = { "cognito-identity.amazonaws.com:sub": ada };
  asAda = cloud.as(ownFolder, sub);
  adaKeys = cloud.keysOf(ownFolder, sub);
  await cloud.s3.createBucket({ Bucket });
  await cloud.put(Bucket, foreign, secret);
  await cloud.put(Bucket, "secret.txt", secret);
});
afterAll(() => cloud.close());

/** Everything that is not ada's own, with its content. */
const others = async () => {
  const { Contents = [] } = await cloud.s3.listObjectsV2({ Bucket });
  const foreignKeys = Contents.map(({ Key = "" }) => Key).filter((key) => !key.startsWith(`${ada}/`));
  return Promise.all(foreignKeys.map(async (key) => [key, await cloud.read(Bucket, key)]));
};

const denied = { name: "AccessDenied", $metadata: { httpStatusCode: 403 } };

describe("an identity's own folder", () => {
  it("is its owner's to write, read, list, copy and empty", async () => {
    await asAda.putObject({ Bucket, Key: `${ada}/a b+c`, Body: "mine" });
    const { Body } = await asAda.getObject({ Bucket, Key: `${ada}/a b+c` });
    expect(await Body?.transformToString()).toBe("mine");
    const { Contents } = await asAda.listObjectsV2({ Bucket, Prefix: `${ada}/` });
    expect(Contents?.map(({ Key }) => Key)).toEqual([`${ada}/a b+c`]);
    await asAda.copyObject({
      Bucket,
      Key: `${ada}/b`,
      CopySource: encodeURIComponent(`${Bucket}/${ada}/a b+c`),
    });
    const { UploadId } = await asAda.createMultipartUpload({ Bucket, Key: `${ada}/c` });
    await asAda.abortMultipartUpload({ Bucket, Key: `${ada}/c`, UploadId });
    const Objects = [{ Key: `${ada}/a b+c` }, { Key: `${ada}/b` }];
    expect((await asAda.deleteObjects({ Bucket, Delete: { Objects } })).Deleted).toHaveLength(2);
  });
});

describe("somebody else's object", () => {
  const calls: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
    ["GET", {}, ""],
    ["HEAD", {}, ""],
    ["GET", {}, "?tagging"],
    ["GET", {}, "?versionId=null"],
    ["GET", {}, "?partNumber=1"],
    ["PUT", {}, ""],
    ["DELETE", {}, ""],
    ["DELETE", {}, "?versionId=null"],
    ["POST", {}, "?uploads"],
    ["PUT", {}, "?tagging"],
  ];

  it.each(spellingsOf(Bucket, ada, foreign))("is out of reach as %s", async (spelling) => {
    const before = await others();
    for (const [method, headers, query] of calls) {
      const call = {
        method,
        headers,
        target: `/${Bucket}/${spelling}${query}`,
        body: method === "PUT" ? "mine now" : "",
      };
      const { status, body } = await sendRaw(cloud.endpoint, call, adaKeys);
      expect(body).not.toContain(secret);
      // What lies in ada's folder, by all of its characters, is hers; everything else is refused.
      const own = decodesTo(spelling)?.startsWith(`${ada}/`);
      if (!own) expect(status).toBeGreaterThanOrEqual(400);
    }
    const headers = { "x-amz-copy-source": `/${Bucket}/${spelling}` };
    await sendRaw(cloud.endpoint, { method: "PUT", target: `/${Bucket}/${ada}/copy`, headers }, adaKeys);
    const copied = await cloud.read(Bucket, `${ada}/copy`).catch(() => "");
    expect(copied).not.toBe(secret);
    expect(await others()).toEqual(before);
  });

  const decodesTo = (spelling: string): string | undefined => {
    try {
      return decodeURIComponent(spelling);
    } catch {
      return undefined;
    }
  };

  it("is out of reach by its bucket's name as a host", async () => {
    const host = `${Bucket}.localhost:${new URL(cloud.endpoint).port}`;
    for (const target of [`/${foreign}`, `/${ada}/../${foreign}`, `//${Bucket}/${foreign}`])
      for (const method of ["GET", "PUT", "DELETE"]) {
        const { status, body } = await sendRaw(cloud.endpoint, { method, target, host, body: "" }, adaKeys);
        expect(body).not.toContain(secret);
        if (!target.startsWith(`/${ada}`)) expect(status).toBe(403);
      }
    expect(await cloud.read(Bucket, foreign)).toBe(secret);
  });

  it("cannot be had by any other way either", async () => {
    const { UploadId } = await cloud.s3.createMultipartUpload({ Bucket, Key: foreign });
    const source = encodeURIComponent(`${Bucket}/${foreign}`);
    const mine = await asAda.createMultipartUpload({ Bucket, Key: `${ada}/upload` });
    const ways: readonly (() => Promise<unknown>)[] = [
      () => asAda.copyObject({ Bucket, Key: `${ada}/stolen`, CopySource: source }),
      () =>
        asAda.copyObject({ Bucket, Key: foreign, CopySource: encodeURIComponent(`${Bucket}/${ada}/copy`) }),
      () =>
        asAda.uploadPartCopy({
          Bucket,
          Key: `${ada}/upload`,
          UploadId: mine.UploadId,
          PartNumber: 1,
          CopySource: source,
        }),
      () => asAda.createMultipartUpload({ Bucket, Key: foreign }),
      () => asAda.uploadPart({ Bucket, Key: foreign, UploadId, PartNumber: 1, Body: "x" }),
      () => asAda.listParts({ Bucket, Key: foreign, UploadId }),
      () => asAda.abortMultipartUpload({ Bucket, Key: foreign, UploadId }),
      () =>
        asAda.completeMultipartUpload({
          Bucket,
          Key: foreign,
          UploadId,
          MultipartUpload: { Parts: [{ PartNumber: 1, ETag: "x" }] },
        }),
      () => asAda.getObjectAttributes({ Bucket, Key: foreign, ObjectAttributes: ["ETag"] }),
      () => asAda.getObjectAcl({ Bucket, Key: foreign }),
      () => asAda.listMultipartUploads({ Bucket, Prefix: `${ada}/` }),
      () => asAda.listObjectVersions({ Bucket, Prefix: `${ada}/` }),
      () => asAda.putBucketPolicy({ Bucket, Policy: "{}" }),
      () => asAda.listBuckets(),
    ];
    for (const way of ways) await expect(way()).rejects.toMatchObject(denied);
    // An upload of bob's is not found under a key of ada's.
    await expect(
      asAda.uploadPart({ Bucket, Key: `${ada}/x`, UploadId, PartNumber: 1, Body: "x" }),
    ).rejects.toMatchObject({ name: "NoSuchUpload" });
    const { Errors } = await asAda.deleteObjects({ Bucket, Delete: { Objects: [{ Key: foreign }] } });
    expect(Errors).toMatchObject([{ Key: foreign, Code: "AccessDenied" }]);
    expect(await cloud.read(Bucket, foreign)).toBe(secret);
  });

  it("cannot be presigned", async () => {
    const get = await getSignedUrl(asAda, new GetObjectCommand({ Bucket, Key: foreign }));
    const put = await getSignedUrl(asAda, new PutObjectCommand({ Bucket, Key: foreign }));
    expect((await fetch(get)).status).toBe(403);
    expect((await fetch(put, { method: "PUT", body: "mine now" })).status).toBe(403);
    const { url, fields } = await createPresignedPost(asAda, { Bucket, Key: foreign });
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append("file", new Blob(["mine now"]));
    expect((await fetch(url, { method: "POST", body: form })).status).toBe(403);
    expect(await cloud.read(Bucket, foreign)).toBe(secret);
  });

  it("is not told from one that does not exist", async () => {
    const codes = await Promise.all(
      [foreign, `${bob}/never`].map((Key) =>
        asAda.headObject({ Bucket, Key }).catch((error: unknown) => error),
      ),
    );
    for (const one of codes) expect(one).toMatchObject({ $metadata: { httpStatusCode: 403 } });
  });
});

describe("somebody else's folder", () => {
  it.each([
    "list-type=2",
    "list-type=2&prefix=",
    `list-type=2&prefix=${bob}/`,
    `list-type=2&prefix=${bob}`,
    `list-type=2&prefix=${ada}`,
    "list-type=2&prefix=us-east-1",
    `list-type=2&prefix=/${ada}/`,
    `list-type=2&prefix=${ada.toUpperCase()}/`,
    "list-type=2&prefix=*",
    `list-type=2&prefix=${ada}/&prefix=${bob}/`,
    `list-type=2&Prefix=${ada}/`,
    "list-type=2&delimiter=/",
    "",
    `prefix=${bob}/`,
    `prefix=${bob}/&marker=${ada}/`,
    `versions&prefix=${bob}/`,
    `uploads&prefix=${bob}/`,
  ])("cannot be listed by ?%s", async (query) => {
    const target = `/${Bucket}?${query.replaceAll(":", "%3A").replaceAll("/", "%2F")}`;
    const { status, body } = await sendRaw(cloud.endpoint, { method: "GET", target }, adaKeys);
    expect(body).not.toContain("secret.txt");
    expect(status).toBe(403);
  });

  it("does not show in a listing of the own one", async () => {
    for (const target of [
      `/${Bucket}?list-type=2&prefix=${encodeURIComponent(`${ada}/../${bob}/`)}`,
      `/${Bucket}?list-type=2&prefix=${encodeURIComponent(`${ada}/`)}&start-after=A`,
    ]) {
      const { status, body } = await sendRaw(cloud.endpoint, { method: "GET", target }, adaKeys);
      expect(status).toBe(200);
      expect(body).not.toContain(`<Key>${foreign}`);
    }
  });
});
