import { GetObjectCommand, S3 } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { peekJwt, signJwt } from "@skein/local-cloud/engines/cognito/tokens/jwt";
import { loadKeys } from "@skein/local-cloud/engines/cognito/tokens/keys";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sendRaw } from "../../packages/local-cloud/test/integration/s3/raw-request.ts";
import { spellingsOf } from "../../packages/local-cloud/test/support/spellings.ts";
import { contentOf, keysUnder, type Neighbours, startNeighbours } from "./support/neighbours.ts";
import { credentialsFor, type OwnFolder } from "./support/own-folder.ts";
import type { Person } from "./support/person.ts";
import { clientConfig } from "./support/queue.ts";
import type { Outputs } from "./support/skein.ts";

const secret = "nobody else's business";
const denied = { name: "AccessDenied", $metadata: { httpStatusCode: 403 } };

let neighbours: Neighbours;
let outputs: Outputs;
let operator: S3;
let ada: Person;
let adas: OwnFolder;
let bobs: OwnFolder;
let Bucket: string;

beforeAll(async () => {
  neighbours = await startNeighbours();
  ({ outputs, operator, ada, adas, bobs } = neighbours);
  Bucket = adas.bucket;
});
afterAll(() => neighbours?.stop());

describe("another user's folder", () => {
  let theirs: string;
  beforeAll(async () => {
    theirs = `${bobs.prefix}private.txt`;
    await bobs.s3.putObject({ Bucket, Key: theirs, Body: secret });
    await operator.putObject({ Bucket, Key: "private.txt", Body: secret });
  });

  const asAda = (method: string, target: string, headers: Record<string, string> = {}) => {
    const { sessionToken, ...keys } = adas.keys;
    const call = {
      method,
      target,
      headers: { ...headers, "x-amz-security-token": sessionToken },
      body: method === "PUT" ? "mine now" : "",
    };
    return sendRaw(outputs.cloud.Endpoint, call, keys);
  };

  /** What S3 takes a path for; `undefined` for what is no text. */
  const keyOf = (spelling: string): string | undefined => {
    try {
      return decodeURIComponent(spelling);
    } catch {
      return undefined;
    }
  };

  const calls = [
    ["GET", ""],
    ["HEAD", ""],
    ["PUT", ""],
    ["DELETE", ""],
    ["POST", "?uploads"],
    ["GET", "?tagging"],
    ["GET", "?versionId=null"],
  ] as const;

  /** All files that are not ada's own, with what they hold. */
  const others = async () => {
    const keys = (await keysUnder(operator, Bucket, "")).filter((key) => !key.startsWith(adas.prefix));
    return Promise.all(keys.map(async (key) => [key, String(await contentOf(operator, Bucket, key))]));
  };

  // Their ids are known only when they have signed up, which is after the tests have their names.
  const shown = spellingsOf("files", "ada", "b-ob/private.txt");
  test.each(shown.map((spelling, n) => [spelling, n] as const))(
    "is out of reach as %j",
    async (_shown, n) => {
      const spelling = spellingsOf(Bucket, adas.userId, theirs)[n] ?? "";
      // What is no text in UTF-8 is no key either; where text is asked for, it stands for itself.
      const key = keyOf(spelling) ?? spelling;
      // A key that begins with ada's folder is ada's, whatever comes after.
      const isOwn = key.startsWith(adas.prefix);
      const before = await others();

      for (const [method, query] of calls) {
        const { status, body } = await asAda(method, `/${Bucket}/${spelling}${query}`);
        expect(body).not.toContain(secret);
        if (!isOwn) expect(status, `${method} ${spelling}`).toBeGreaterThanOrEqual(400);
      }

      const copy = `${adas.prefix}copy-${n}`;
      await asAda("PUT", `/${Bucket}/${copy}`, { "x-amz-copy-source": `/${Bucket}/${spelling}` });
      const copied = await contentOf(operator, Bucket, copy).catch(() => Buffer.alloc(0));
      expect(String(copied)).not.toBe(secret);

      const query = `list-type=2&prefix=${encodeURIComponent(key)}`;
      const listing = await asAda("GET", `/${Bucket}?${query}`);
      expect(listing.body).not.toContain(`<Key>${theirs}</Key>`);
      if (!isOwn) expect(listing.status).toBe(403);

      const command = new GetObjectCommand({ Bucket, Key: key });
      const presigned = await getSignedUrl(adas.s3, command);
      const target = presigned.slice(outputs.cloud.Endpoint.length);
      const shown = await sendRaw(outputs.cloud.Endpoint, { method: "GET", target });
      expect(shown.body).not.toContain(secret);
      if (!isOwn) expect(shown.status).toBeGreaterThanOrEqual(400);

      expect(await others()).toEqual(before);
    },
  );

  test("is spelled in enough ways", () => {
    const spellings = spellingsOf(Bucket, adas.userId, theirs);
    expect(spellings.length).toBeGreaterThanOrEqual(30);
    expect(new Set(spellings).size).toBe(spellings.length);
  });

  test.each(["", "/", "*", "private"])("is not listed by the prefix %j", async (Prefix) => {
    await expect(adas.s3.listObjectsV2({ Bucket, Prefix })).rejects.toMatchObject(denied);
  });

  test("is not listed by its own prefix, without one, by uploads or by versions", async () => {
    const { s3 } = adas;
    const { prefix: Prefix } = bobs;
    for (const listing of [
      () => s3.listObjectsV2({ Bucket, Prefix }),
      () => s3.listObjectsV2({ Bucket }),
      () => s3.listObjects({ Bucket, Prefix }),
      () => s3.listMultipartUploads({ Bucket, Prefix }),
      () => s3.listMultipartUploads({ Bucket, Prefix: adas.prefix }),
      () => s3.listMultipartUploads({ Bucket }),
      () => s3.listObjectVersions({ Bucket, Prefix: adas.prefix }),
      () => s3.listBuckets({}),
    ])
      await expect(listing()).rejects.toMatchObject(denied);
  });

  test("is out of reach by the SDK in every other way", async () => {
    const { s3, prefix } = adas;
    const { UploadId } = await bobs.s3.createMultipartUpload({ Bucket, Key: theirs });
    const CopySource = encodeURIComponent(`${Bucket}/${theirs}`);
    const mine = await s3.createMultipartUpload({ Bucket, Key: `${prefix}upload` });
    for (const way of [
      () => s3.copyObject({ Bucket, Key: `${prefix}stolen`, CopySource }),
      () => s3.copyObject({ Bucket, Key: theirs, CopySource: encodeURIComponent(`${Bucket}/${prefix}x`) }),
      () =>
        s3.uploadPartCopy({
          Bucket,
          Key: `${prefix}upload`,
          UploadId: mine.UploadId,
          PartNumber: 1,
          CopySource,
        }),
      () => s3.createMultipartUpload({ Bucket, Key: theirs }),
      () => s3.uploadPart({ Bucket, Key: theirs, UploadId, PartNumber: 1, Body: "x" }),
      () => s3.listParts({ Bucket, Key: theirs, UploadId }),
      () => s3.abortMultipartUpload({ Bucket, Key: theirs, UploadId }),
      () => s3.getObjectAttributes({ Bucket, Key: theirs, ObjectAttributes: ["ETag"] }),
      () => s3.putBucketPolicy({ Bucket, Policy: "{}" }),
      () => s3.getBucketPolicy({ Bucket }),
      () => s3.deleteBucket({ Bucket }),
    ])
      await expect(way()).rejects.toMatchObject(denied);
    const { Errors } = await s3.deleteObjects({ Bucket, Delete: { Objects: [{ Key: theirs }] } });
    expect(Errors).toMatchObject([{ Key: theirs, Code: "AccessDenied" }]);
    expect(String(await contentOf(bobs.s3, Bucket, theirs))).toBe(secret);
    await s3.abortMultipartUpload({ Bucket, Key: `${prefix}upload`, UploadId: mine.UploadId });
    await bobs.s3.abortMultipartUpload({ Bucket, Key: theirs, UploadId });
  });

  test("is not told from one that does not exist", async () => {
    for (const Key of [theirs, `${bobs.prefix}never`, "never"])
      await expect(adas.s3.headObject({ Bucket, Key })).rejects.toMatchObject({
        $metadata: { httpStatusCode: 403 },
      });
  });

  test("is not reached by a presigned URL that is bent", async () => {
    const Key = `${adas.prefix}private.txt`;
    await adas.s3.putObject({ Bucket, Key, Body: "mine" });
    const url = (await getSignedUrl(adas.s3, new GetObjectCommand({ Bucket, Key }))).slice(
      outputs.cloud.Endpoint.length,
    );
    for (const target of [
      url.replace(adas.userId, bobs.userId),
      url.replace(Key, `${Key}/../../${theirs}`),
    ]) {
      const { status, body } = await sendRaw(outputs.cloud.Endpoint, { method: "GET", target });
      expect(status).toBe(403);
      expect(body).not.toContain(secret);
    }
  });

  test("shows in the journal as what was refused, with who asked", async () => {
    await expect(adas.s3.getObject({ Bucket, Key: theirs })).rejects.toMatchObject(denied);
    const answer = await fetch(`${outputs.cloud.Endpoint}/_local/journal?limit=20000`);
    const entries = (await answer.json()) as Record<string, unknown>[];
    const refusal = entries.findLast(
      ({ service, operation }) => service === "s3" && operation === "GetObject",
    );
    expect(refusal).toMatchObject({
      principal: expect.stringMatching(/:assumed-role\/.*FolderRole.*\/CognitoIdentityCredentials$/),
      principalTags: { userId: adas.userId },
      action: "s3:GetObject",
      resource: `arn:aws:s3:::${Bucket}/${theirs}`,
      decision: "denied",
      status: 403,
    });
  });
});

describe("credentials", () => {
  const refused = { name: "NotAuthorizedException" };

  test("are not given for a token that has expired, though it is genuine", async () => {
    const keys = loadKeys(neighbours.checkout.file(".local", "cognito"));
    const exp = Math.floor(Date.now() / 1000) - 1;
    const old = signJwt(keys, { ...peekJwt(ada.idToken), exp });
    await expect(credentialsFor(outputs, old)).rejects.toMatchObject(refused);
    const fresh = signJwt(keys, { ...peekJwt(ada.idToken) });
    await expect(credentialsFor(outputs, fresh)).resolves.toBeDefined();
  });

  test.each<[string, () => string]>([
    ["an access token", () => ada.accessToken],
    ["a token of somebody else's making", () => forged({ sub: bobs.userId })],
    ["a token with another name in it", () => tampered({ sub: bobs.userId })],
    ["no token", () => "hello"],
  ])("are not given for %s", async (_what, token) => {
    await expect(credentialsFor(outputs, token())).rejects.toMatchObject(refused);
  });

  test("are of no use without their session, or with another one's", async () => {
    for (const sessionToken of [undefined, bobs.keys.sessionToken]) {
      const { accessKeyId, secretAccessKey } = adas.keys;
      const s3 = new S3({
        ...clientConfig(outputs),
        credentials: { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) },
      });
      await expect(s3.listObjectsV2({ Bucket, Prefix: adas.prefix })).rejects.toMatchObject({
        $metadata: { httpStatusCode: expect.toSatisfy((status) => status === 400 || status === 403) },
      });
      s3.destroy();
    }
  });

  const tampered = (claims: Record<string, unknown>): string => {
    const [header, , signature] = ada.idToken.split(".");
    const payload = Buffer.from(JSON.stringify({ ...peekJwt(ada.idToken), ...claims })).toString("base64url");
    return [header, payload, signature].join(".");
  };

  const forged = (claims: Record<string, unknown>): string =>
    signJwt(loadKeys(neighbours.checkout.root), { ...peekJwt(ada.idToken), ...claims });
});
