import { S3 } from "@aws-sdk/client-s3";
import { s3Sender } from "@skein/lambda-kit/s3/send";
import { createS3Engine } from "@skein/local-cloud/engines/s3/s3-engine";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestCloud, type TestCloud } from "../../../../packages/local-cloud/test/support/cloud.ts";
import { siteStore } from "../../src/adapters/site-store.ts";
import type { SiteStore } from "../../src/domain/site-store.ts";

const Bucket = "site";
const headers = { ContentType: "text/html; charset=utf-8", CacheControl: "public, max-age=0" };

let cloud: TestCloud;
let s3: S3;
let site: SiteStore;

beforeAll(async () => {
  cloud = await startTestCloud({ engines: (context) => [createS3Engine(context)] });
  s3 = new S3(cloud.client);
  await s3.createBucket({ Bucket });
  const send = s3Sender({
    maxAttempts: 1,
    requestHandler: {},
    region: cloud.client.region,
    credentials: cloud.client.credentials,
    env: { AWS_ENDPOINT_URL: cloud.endpoint },
  });
  site = siteStore({ send }, Bucket, new Map());
});

afterAll(async () => {
  s3?.destroy();
  await cloud?.close();
});

const file = async (key: string) => (await site.list()).find((one) => one.key === key);

it("knows by the listing alone whether a page is what it should be", async () => {
  await site.write("blog/ünï", "<p>ünï</p>", headers);
  const stored = await file("blog/ünï");
  expect(stored?.holds("<p>ünï</p>")).toBe(true);
  expect(stored?.holds("<p>uni</p>")).toBe(false);
  expect(await s3.headObject({ Bucket, Key: "blog/ünï" })).toMatchObject(headers);
  await site.remove("blog/ünï");
  expect(await file("blog/ünï")).toBeUndefined();
});

it("lists more than one answer of S3 holds", async () => {
  const keys = Array.from({ length: 1_001 }, (_, n) => `page/${n}`);
  for (let start = 0; start < keys.length; start += 40)
    await Promise.all(keys.slice(start, start + 40).map((key) => site.write(key, key, headers)));
  const listed = (await site.list()).map(({ key }) => key);
  expect(listed.filter((key) => key.startsWith("page/"))).toHaveLength(1_001);
});

it("reads a template once, until it changes", async () => {
  const key = "templates/home.html";
  await site.write(key, "one", headers);
  const [first, again] = [await file(key), await file(key)];
  if (!first || !again) return expect.fail("it is not listed");
  expect(await site.read(first)).toBe("one");
  await site.write(key, "two", headers);
  expect(await site.read(again)).toBe("one");
  const changed = await file(key);
  if (!changed) return expect.fail("it is not listed");
  expect(changed.version).not.toBe(first.version);
  expect(await site.read(changed)).toBe("two");
});
