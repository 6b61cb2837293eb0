import { randomBytes, randomUUID } from "node:crypto";
import { GetObjectCommand, PutObjectCommand, type S3 } from "@aws-sdk/client-s3";
import { SQS } from "@aws-sdk/client-sqs";
import { Upload } from "@aws-sdk/lib-storage";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import type { Attachment, Todo } from "@skein/contracts/todos";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contentOf, keysUnder, type Neighbours, startNeighbours } from "./support/neighbours.ts";
import { credentialsFor, type OwnFolder, ownFolder } from "./support/own-folder.ts";
import { newPerson, type Person, request } from "./support/person.ts";
import { clientConfig } from "./support/queue.ts";
import type { Outputs } from "./support/skein.ts";

const megabyte = 1024 * 1024;

let neighbours: Neighbours;
let outputs: Outputs;
let operator: S3;
let ada: Person;
let bob: Person;
let adas: OwnFolder;
let bobs: OwnFolder;
let Bucket: string;

beforeAll(async () => {
  neighbours = await startNeighbours();
  ({ outputs, operator, ada, bob, adas, bobs } = neighbours);
  Bucket = adas.bucket;
});
afterAll(() => neighbours?.stop());

const uploadsUnder = async (s3: S3, Prefix: string) =>
  (await s3.listMultipartUploads({ Bucket, Prefix })).Uploads ?? [];

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
    expect(await keysUnder(s3, Bucket, prefix)).toEqual([Key]);
    expect(String(await contentOf(s3, Bucket, Key))).toBe("mine");
    const copy = `${prefix}copy.txt`;
    await s3.copyObject({ Bucket, Key: copy, CopySource: encodeURIComponent(`${Bucket}/${Key}`) });
    const Objects = [{ Key }, { Key: copy }];
    expect((await s3.deleteObjects({ Bucket, Delete: { Objects } })).Deleted).toHaveLength(2);
    expect(await keysUnder(s3, Bucket, prefix)).toEqual([]);
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
    const site = new URL(outputs.blog.SiteUrl).origin;
    expect((await preflight(site)).headers.get("access-control-allow-origin")).toBe(site);
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
    expect(await keysUnder(s3, Bucket, prefix)).toEqual([]);

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
    expect((await contentOf(s3, Bucket, Key)).equals(body)).toBe(true);
    expect(await uploadsUnder(operator, prefix)).toEqual([]);
    await s3.deleteObject({ Bucket, Key });
  });

  test("takes an upload of lib-storage in one go", async () => {
    const { s3, prefix } = adas;
    const Key = `${prefix}whole.bin`;
    const body = randomBytes(12 * megabyte);
    await new Upload({ client: s3, params: { Bucket, Key, Body: body }, partSize: 5 * megabyte }).done();
    expect((await contentOf(s3, Bucket, Key)).equals(body)).toBe(true);
    await s3.deleteObject({ Bucket, Key });
  });
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
    const before = await keysUnder(operator, Bucket, bobs.prefix);

    expect((await gone.call("DELETE", `${outputs.users.ApiUrl}/me`)).status).toBe(204);
    await expect.poll(() => keysUnder(operator, Bucket, prefix), { timeout: 20_000 }).toEqual([]);
    await expect.poll(() => uploadsUnder(operator, prefix), { timeout: 20_000 }).toEqual([]);
    expect(await keysUnder(operator, Bucket, bobs.prefix)).toEqual(before);

    // The event waits until nobody can have credentials any more.
    await expect.poll(() => messagesIn("late-files"), { timeout: 20_000 }).toEqual({ ready: 0, waiting: 1 });
    expect(await messagesIn("late-files-failed")).toEqual({ ready: 0, waiting: 0 });

    await expect(credentialsFor(outputs, gone.idToken)).rejects.toMatchObject({
      name: "NotAuthorizedException",
    });
    // Those that are out there live on for an hour.
    await s3.putObject({ Bucket, Key: `${prefix}late`, Body: "personal" });
    await sayAgain(folder.userId, new Date(Date.now() - 75 * 60_000));
    await expect.poll(() => keysUnder(operator, Bucket, prefix), { timeout: 20_000 }).toEqual([]);
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
