import { randomBytes, randomUUID } from "node:crypto";
import path from "node:path";
import { GetObjectCommand, PutObjectCommand, S3 } from "@aws-sdk/client-s3";
import { SQS } from "@aws-sdk/client-sqs";
import { Upload } from "@aws-sdk/lib-storage";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import type { Attachment, Todo } from "@skein/contracts/todos";
import { peekJwt, signJwt } from "@skein/local-cloud/engines/cognito/tokens/jwt";
import { loadKeys } from "@skein/local-cloud/engines/cognito/tokens/keys";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sendRaw } from "../../packages/local-cloud/test/integration/s3/raw-request.ts";
import { type Checkout, makeCheckout } from "./support/checkout.ts";
import { credentialsFor, type OwnFolder, ownFolder } from "./support/own-folder.ts";
import { newPerson, type Person, request } from "./support/person.ts";
import { clientConfig } from "./support/queue.ts";
import { freePortBase, npmStart, type Outputs, type Running, readOutputs } from "./support/skein.ts";
import { spellingsOf } from "./support/spellings.ts";

const megabyte = 1024 * 1024;
const secret = "nobody else's business";
const denied = { name: "AccessDenied", $metadata: { httpStatusCode: 403 } };

let checkout: Checkout;
let skein: Running;
let outputs: Outputs;
/** Sees everything. */
let operator: S3;
let ada: Person;
let bob: Person;
let adas: OwnFolder;
let bobs: OwnFolder;
let Bucket: string;

beforeAll(async () => {
  checkout = makeCheckout();
  skein = await npmStart(checkout.root, await freePortBase());
  outputs = readOutputs(checkout.root);
  operator = new S3(clientConfig(outputs));
  ada = await newPerson(outputs);
  bob = await newPerson(outputs);
  adas = await ownFolder(outputs, ada);
  bobs = await ownFolder(outputs, bob);
  Bucket = adas.bucket;
});

afterAll(async () => {
  adas?.close();
  bobs?.close();
  operator?.destroy();
  await skein?.interrupt();
  checkout?.remove();
});

const keysUnder = async (s3: S3, Prefix: string) =>
  ((await s3.listObjectsV2({ Bucket, Prefix })).Contents ?? []).map(({ Key = "" }) => Key);

const uploadsUnder = async (s3: S3, Prefix: string) =>
  (await s3.listMultipartUploads({ Bucket, Prefix })).Uploads ?? [];

const contentOf = async (s3: S3, Key: string) =>
  Buffer.from((await (await s3.getObject({ Bucket, Key })).Body?.transformToByteArray()) ?? []);

describe("GET /storage", () => {
  test("says where the caller's files are, by the access token alone", async () => {
    const { body: me } = await ada.call<{ id: string }>("GET", `${outputs.users.ApiUrl}/me`);
    expect(await ada.call("GET", `${outputs.todos.ApiUrl}/storage`)).toMatchObject({
      status: 200,
      body: {
        bucket: outputs.todos.AttachmentsBucketName,
        prefix: `${me.id}/`,
        region: outputs.cloud.Region,
        identityPoolId: outputs.users.IdentityPoolId,
      },
    });
  });

  test("answers nobody without one", async () => {
    const { status } = await request("GET", `${outputs.todos.ApiUrl}/storage`);
    expect(status).toBe(401);
  });
});

describe("the own folder", () => {
  test("takes, lists, gives, copies and loses a file", async () => {
    const { s3, prefix } = adas;
    const Key = `${prefix}notes/ä b+c.txt`;
    await s3.putObject({ Bucket, Key, Body: "mine", ContentType: "text/plain" });
    expect(await keysUnder(s3, prefix)).toEqual([Key]);
    expect(String(await contentOf(s3, Key))).toBe("mine");
    const copy = `${prefix}copy.txt`;
    await s3.copyObject({ Bucket, Key: copy, CopySource: encodeURIComponent(`${Bucket}/${Key}`) });
    const Objects = [{ Key }, { Key: copy }];
    expect((await s3.deleteObjects({ Bucket, Delete: { Objects } })).Deleted).toHaveLength(2);
    expect(await keysUnder(s3, prefix)).toEqual([]);
  });

  test("is shared with nobody but by a presigned URL of its owner", async () => {
    const { s3, prefix } = adas;
    const Key = `${prefix}shared.txt`;
    const put = await getSignedUrl(s3, new PutObjectCommand({ Bucket, Key }), { expiresIn: 60 });
    expect((await fetch(put, { method: "PUT", body: "shared" })).status).toBe(200);
    const get = await getSignedUrl(s3, new GetObjectCommand({ Bucket, Key }), { expiresIn: 60 });
    expect(await (await fetch(get)).text()).toBe("shared");
    expect((await fetch(get.split("?")[0] ?? "")).status).toBe(403);
    await s3.deleteObject({ Bucket, Key });
  });

  test("is open to the site's pages, and to those of no other origin", async () => {
    const preflight = (origin: string) =>
      fetch(`${outputs.cloud.Endpoint}/${Bucket}/${adas.prefix}a`, {
        method: "OPTIONS",
        headers: {
          origin,
          "access-control-request-method": "PUT",
          "access-control-request-headers": "x-amz-date",
        },
      });
    const answer = await preflight("http://127.0.0.1:8080");
    expect(answer.headers.get("access-control-allow-origin")).toBe("http://127.0.0.1:8080");
    expect((await preflight("http://evil.example")).status).toBe(403);
  });

  test("takes 12 MiB in parts, and goes on where the upload was interrupted", async () => {
    const { s3, prefix } = adas;
    const Key = `${prefix}holiday.mp4`;
    const body = randomBytes(12 * megabyte);
    const partSize = 5 * megabyte;

    const interrupted = new Upload({
      client: s3,
      params: { Bucket, Key, Body: body },
      partSize,
      queueSize: 1,
      leavePartsOnError: true,
    });
    interrupted.on("httpUploadProgress", () => void interrupted.abort());
    await expect(interrupted.done()).rejects.toMatchObject({ name: "AbortError" });
    expect(await keysUnder(s3, prefix)).toEqual([]);

    const resumed = { Bucket, Key, UploadId: interrupted.uploadId };
    const there = (await s3.listParts(resumed)).Parts ?? [];
    expect(there.length).toBeGreaterThan(0);
    expect(there.length).toBeLessThan(3);
    const parts = there.map(({ PartNumber, ETag, ChecksumCRC32 }) => ({ PartNumber, ETag, ChecksumCRC32 }));
    for (let PartNumber = parts.length + 1; (PartNumber - 1) * partSize < body.length; PartNumber += 1) {
      const part = body.subarray((PartNumber - 1) * partSize, PartNumber * partSize);
      const { ETag, ChecksumCRC32 } = await s3.uploadPart({ ...resumed, PartNumber, Body: part });
      parts.push({ PartNumber, ETag, ChecksumCRC32 });
    }
    await s3.completeMultipartUpload({ ...resumed, MultipartUpload: { Parts: parts } });
    expect((await contentOf(s3, Key)).equals(body)).toBe(true);
    expect(await uploadsUnder(operator, prefix)).toEqual([]);
    await s3.deleteObject({ Bucket, Key });
  });

  test("takes an upload of lib-storage in one go", async () => {
    const { s3, prefix } = adas;
    const Key = `${prefix}whole.bin`;
    const body = randomBytes(12 * megabyte);
    await new Upload({ client: s3, params: { Bucket, Key, Body: body }, partSize: 5 * megabyte }).done();
    expect((await contentOf(s3, Key)).equals(body)).toBe(true);
    await s3.deleteObject({ Bucket, Key });
  });
});

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
    const keys = (await keysUnder(operator, "")).filter((key) => !key.startsWith(adas.prefix));
    return Promise.all(keys.map(async (key) => [key, String(await contentOf(operator, key))]));
  };

  // Their ids are known only when they have signed up, which is after the tests have their names.
  const shown = spellingsOf("ada", "bob/private.txt");
  test.each(shown.map((spelling, n) => [spelling, n] as const))(
    "is out of reach as %j",
    async (_shown, n) => {
      const spelling = spellingsOf(adas.userId, theirs)[n] ?? "";
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
      const copied = await contentOf(operator, copy).catch(() => Buffer.alloc(0));
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
    const spellings = spellingsOf(adas.userId, theirs);
    expect(spellings).toHaveLength(44);
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
    expect(String(await contentOf(bobs.s3, theirs))).toBe(secret);
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
    const keys = loadKeys(checkout.file(".local", "cognito"));
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
    signJwt(loadKeys(path.join(checkout.root)), { ...peekJwt(ada.idToken), ...claims });
});

describe("the files of a todo", () => {
  const addTodo = async (owner: Person): Promise<Todo> => {
    const body = { title: "with files" };
    return (
      await owner.call<Todo & Record<string, unknown>>("POST", `${outputs.todos.ApiUrl}/todos`, { body })
    ).body;
  };
  const list = (person: Person, todoId: string, query = "") =>
    person.call<{ items: Attachment[]; cursor?: string }>(
      "GET",
      `${outputs.todos.ApiUrl}/todos/${todoId}/attachments${query}`,
    );

  test("are what its owner puts into its folder, in pages", async () => {
    const { id } = await addTodo(ada);
    expect(await list(ada, id)).toMatchObject({ status: 200, body: { items: [] } });
    const names = ["a b.txt", "c+d.txt", "sub/e.txt"];
    for (const name of names)
      await adas.s3.putObject({ Bucket, Key: `${adas.prefix}${id}/${name}`, Body: "12345" });
    const first = await list(ada, id, "?limit=2");
    expect(first.body.items).toMatchObject([
      {
        key: `${adas.prefix}${id}/a b.txt`,
        fileName: "a b.txt",
        size: 5,
        etag: expect.stringMatching(/^".+"$/),
      },
      { fileName: "c+d.txt" },
    ]);
    const second = await list(ada, id, `?limit=2&cursor=${first.body.cursor}`);
    expect(second.body).toMatchObject({ items: [{ fileName: "sub/e.txt" }] });
    expect(second.body.cursor).toBeUndefined();

    const { id: another } = await addTodo(ada);
    expect((await list(ada, another, `?cursor=${first.body.cursor}`)).status).toBe(400);
  });

  test("are nobody else's to see", async () => {
    const { id } = await addTodo(ada);
    expect((await list(bob, id)).status).toBe(404);
    expect((await list(ada, "019aab4e-9f5c-7c3a-9d0e-3f6f0a4b8c21")).status).toBe(404);
    expect((await request("GET", `${outputs.todos.ApiUrl}/todos/${id}/attachments`)).status).toBe(401);
  });
});

describe("closing an account", () => {
  let sqs: SQS;
  beforeAll(() => {
    sqs = new SQS(clientConfig(outputs));
  });
  afterAll(() => sqs.destroy());

  const urlOf = async (queue: string) =>
    (await sqs.getQueueUrl({ QueueName: `skein-dev-todos-${queue}` })).QueueUrl ?? "";

  const messagesIn = async (queue: string) => {
    const { Attributes = {} } = await sqs.getQueueAttributes({
      QueueUrl: await urlOf(queue),
      AttributeNames: ["All"],
    });
    return {
      ready: Number(Attributes.ApproximateNumberOfMessages),
      waiting: Number(Attributes.ApproximateNumberOfMessagesNotVisible),
    };
  };

  test("empties the folder, and what comes into it afterwards goes too", async () => {
    const gone = await newPerson(outputs);
    const folder = await ownFolder(outputs, gone);
    const { s3, prefix } = folder;
    for (const name of ["a", "deep/er/b", "../c", "control\u0001"])
      await s3.putObject({ Bucket, Key: `${prefix}${name}`, Body: "personal" });
    await s3.createMultipartUpload({ Bucket, Key: `${prefix}unfinished` });
    const before = await keysUnder(operator, bobs.prefix);

    expect((await gone.call("DELETE", `${outputs.users.ApiUrl}/me`)).status).toBe(204);
    await expect.poll(() => keysUnder(operator, prefix), { timeout: 20_000 }).toEqual([]);
    await expect.poll(() => uploadsUnder(operator, prefix), { timeout: 20_000 }).toEqual([]);
    expect(await keysUnder(operator, bobs.prefix)).toEqual(before);

    // The event waits until nobody can have credentials any more.
    await expect.poll(() => messagesIn("late-files"), { timeout: 20_000 }).toEqual({ ready: 0, waiting: 1 });
    expect(await messagesIn("late-files-failed")).toEqual({ ready: 0, waiting: 0 });

    await expect(credentialsFor(outputs, gone.idToken)).rejects.toMatchObject({
      name: "NotAuthorizedException",
    });
    // Those that are out there live on for an hour.
    await s3.putObject({ Bucket, Key: `${prefix}late`, Body: "personal" });
    await sayAgain(folder.userId, new Date(Date.now() - 75 * 60_000));
    await expect.poll(() => keysUnder(operator, prefix), { timeout: 20_000 }).toEqual([]);
    folder.close();
  });

  /** The event about the account, as the queue of late files shows it when the time has come. */
  const sayAgain = async (userId: string, deletedAt: Date): Promise<void> => {
    const event = {
      specversion: "1.0",
      id: randomUUID(),
      type: "skein.users.user.deleted.v1",
      source: "/skein/users",
      subject: userId,
      time: deletedAt.toISOString(),
      datacontenttype: "application/json",
      data: { userId, deletedAt: deletedAt.toISOString() },
    };
    await sqs.sendMessage({ QueueUrl: await urlOf("late-files"), MessageBody: JSON.stringify(event) });
  };
});
