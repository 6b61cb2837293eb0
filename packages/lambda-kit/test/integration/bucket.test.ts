import { S3 } from "@aws-sdk/client-s3";
import { createS3Engine } from "@skein/local-cloud/engines/s3/s3-engine";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestCloud, type TestCloud } from "../../../local-cloud/test/support/cloud.ts";
import { bucket } from "../../src/bucket.ts";
import { s3Sender } from "../../src/s3/send.ts";

const Bucket = "files";

let cloud: TestCloud;
let s3: S3;
beforeAll(async () => {
  cloud = await startTestCloud({ engines: (context) => [createS3Engine(context)] });
  s3 = new S3(cloud.client);
  await s3.createBucket({ Bucket });
});
afterAll(async () => {
  s3.destroy();
  await cloud.close();
});

const files = (signal?: AbortSignal) => {
  const send = s3Sender({
    maxAttempts: 1,
    requestHandler: {},
    region: cloud.client.region,
    credentials: cloud.client.credentials,
    env: { AWS_ENDPOINT_URL: cloud.endpoint },
  });
  return bucket(Bucket, { send, ...(signal && { signal }) });
};

const put = (Key: string, Body = "content") => s3.putObject({ Bucket, Key, Body });

/** What a client may call its files, and URLs and XML have their own ideas about. */
const oddNames = [
  "plain.txt",
  "with space+plus%percent%20.txt",
  "a/../b",
  "./dot",
  "..",
  "//slashes//",
  "?query=1#fragment&more",
  "ünïcödé/😀",
  "quote'\"<tag>&amp;",
  "(brackets)!*~",
  "control\u0001character\u001f",
  "line\nbreak\ttab",
];

describe("a bucket", () => {
  it.each(oddNames)("lists and removes %j", async (name) => {
    const key = `odd/${name}`;
    await put(key);
    const listed = await files().objects({ prefix: "odd/" });
    expect(listed.entries.map((entry) => entry.key)).toEqual([key]);
    await files().remove(key);
    expect((await files().objects({ prefix: "odd/" })).entries).toEqual([]);
  });

  it("tells size, time and etag of an object", async () => {
    const { ETag } = await put("told/a.txt", "four");
    const [object] = (await files().objects({ prefix: "told/" })).entries;
    expect(object).toMatchObject({ key: "told/a.txt", size: 4, etag: ETag });
    expect(Math.abs((object?.modifiedAt.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
  });

  it.each(oddNames)("writes and reads a text at %j", async (name) => {
    const text = "ünïcödé 😀\n";
    const headers = { contentType: "text/html; charset=utf-8", cacheControl: "public, max-age=0" };
    await files().write(`texts/${name}`, text, headers);
    expect(await files().read(`texts/${name}`)).toBe(text);
    const stored = await s3.getObject({ Bucket, Key: `texts/${name}` });
    expect(stored).toMatchObject({ ContentType: headers.contentType, CacheControl: headers.cacheControl });
    await files().remove(`texts/${name}`);
    await expect(files().read(`texts/${name}`)).rejects.toMatchObject({ name: "NoSuchKey" });
  });

  it("writes a text that has nothing in it", async () => {
    await files().write("empty", "", { contentType: "text/plain" });
    expect(await files().read("empty")).toBe("");
  });

  it("lists in pages, and nothing outside of the prefix", async () => {
    for (const key of ["pages", "pages/1", "pages/2", "pages/3", "pages0"]) await put(key);
    const first = await files().objects({ prefix: "pages/", limit: 2 });
    expect(first).toMatchObject({ entries: [{ key: "pages/1" }, { key: "pages/2" }], hasMore: true });
    const second = await files().objects({ prefix: "pages/", limit: 2, after: first.entries[1] });
    expect(second).toMatchObject({ entries: [{ key: "pages/3" }], hasMore: false });
  });

  it("removes what is not there", async () => {
    await expect(files().remove("never/was")).resolves.toBeUndefined();
  });

  it("finds and aborts uploads that are not complete, in pages", async () => {
    const begin = async (Key: string) => (await s3.createMultipartUpload({ Bucket, Key })).UploadId ?? "";
    const keys = ["uploads/a b", "uploads/a b", "uploads/\u0001c"];
    for (const key of keys) await begin(key);
    const first = await files().uploads({ prefix: "uploads/", limit: 1 });
    expect(first).toMatchObject({ hasMore: true });
    const rest = await files().uploads({ prefix: "uploads/", after: first.entries[0] });
    const all = [...first.entries, ...rest.entries];
    expect(all.map(({ key }) => key).sort()).toEqual([...keys].sort());
    for (const upload of [...all, ...all]) await files().abort(upload);
    expect((await files().uploads({ prefix: "uploads/" })).entries).toEqual([]);
  });

  it("says with S3's own words what it was refused", async () => {
    const send = s3Sender({
      maxAttempts: 1,
      requestHandler: {},
      region: "us-east-1",
      credentials: cloud.client.credentials,
      env: { AWS_ENDPOINT_URL: cloud.endpoint },
    });
    await expect(bucket("nowhere", { send }).objects({ prefix: "" })).rejects.toMatchObject({
      name: "NoSuchBucket",
      message: "The specified bucket does not exist",
      $fault: "client",
      status: 404,
    });
  });

  it("does not begin when the time is up", async () => {
    await put("late/a");
    const late = files(AbortSignal.abort(new Error("time is up")));
    await expect(late.remove("late/a")).rejects.toThrow("time is up");
    expect((await files().objects({ prefix: "late/" })).entries).toHaveLength(1);
  });
});
