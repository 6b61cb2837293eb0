import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { S3 } from "@aws-sdk/client-s3";
import { PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { buildSite } from "@skein/web/build-site";
import type { SiteFile } from "@skein/web/site-file";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { publishSite, type SiteSource } from "../../scripts/site/publish-site.ts";
import { openSitePlace, type SitePlace } from "../../scripts/site/site-place.ts";
import { publishStartedSite } from "../../scripts/start/publish-site.ts";
import { type OperatedCloud, startOperatedCloud } from "./support/operated-cloud.ts";
import { runScript } from "./support/script-run.ts";

let operated: OperatedCloud;
let s3: S3;
let Bucket: string;
let buckets = 0;
beforeAll(async () => {
  operated = await startOperatedCloud();
  s3 = new S3({ ...operated.client, forcePathStyle: true });
});
beforeEach(async () => {
  buckets += 1;
  Bucket = `site-${buckets}`;
  await s3.createBucket({ Bucket });
});
afterAll(async () => {
  s3.destroy();
  await operated.close();
});

const keysIn = async (): Promise<readonly string[]> =>
  ((await s3.listObjectsV2({ Bucket })).Contents ?? []).map(({ Key = "" }) => Key);

interface Result {
  readonly bucket: string;
  readonly uploaded: readonly string[];
  readonly deleted: readonly string[];
  readonly invalidated: readonly string[];
}

describe("npm run site -- publish", () => {
  const publish = async (...args: string[]): Promise<Result> => {
    operated.cloud.publish("blog", { SiteBucketName: Bucket });
    const { code, stdout, stderr } = await operated.run("site", "publish", "--json", ...args);
    expect([code, stderr]).toEqual([0, expect.stringMatching(/^To site-\d+ in the local cloud/)]);
    return JSON.parse(stdout) as Result;
  };

  it("uploads everything at first, each file as what it is, and nothing the second time", async () => {
    const files = await buildSite();
    const { bucket, uploaded } = await publish();
    expect(bucket).toBe(Bucket);
    expect([...uploaded].sort()).toEqual(files.map(({ key }) => key).sort());
    expect(await keysIn()).toEqual([...uploaded, "templates/manifest.json"].sort());
    for (const { key, contentType, cacheControl, body } of files) {
      const found = await s3.getObject({ Bucket, Key: key });
      expect([found.ContentType, found.CacheControl]).toEqual([contentType, cacheControl]);
      expect(await found.Body?.transformToByteArray()).toEqual(new Uint8Array(body));
    }
    expect(await publish()).toMatchObject({ uploaded: [], deleted: [], invalidated: [] });
    expect((await publish("--force")).uploaded).toHaveLength(files.length);
  });

  it("finds the bucket of a stage by the parameters that its stack left", async () => {
    const ssm = new SSMClient(operated.client);
    const Name = "/skein/test/blog/SiteBucketName";
    await ssm.send(new PutParameterCommand({ Name, Type: "String", Value: Bucket, Overwrite: true }));
    ssm.destroy();
    const elsewhere = {
      AWS_ENDPOINT_URL: operated.cloud.endpoint,
      AWS_REGION: "us-east-1",
      AWS_ACCESS_KEY_ID: operated.client.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: operated.client.credentials.secretAccessKey,
      SKEIN_STATE_DIR: `${operated.stateDir}/none`,
    };
    const found = await runScript("site", ["publish", "--stage", "test"], elsewhere).ended;
    expect([found.code, found.stderr]).toEqual([0, ""]);
    expect(found.stdout).toContain("  uploaded  subscribe");
    expect(await keysIn()).toContain("templates/manifest.json");

    const missing = await runScript("site", ["publish", "--stage", "other"], elsewhere).ended;
    expect([missing.code, missing.stderr.trim().split("\n").length]).toEqual([1, 1]);
    expect(missing.stderr).toContain("/skein/other/blog/SiteBucketName");
  });

  it("says in one line what it lacks", async () => {
    operated.cloud.publish("blog", {});
    expect(await operated.run("site", "publish")).toMatchObject({
      code: 1,
      stderr: "site: blog is not running here, so there is no site: npm start -- blog\n",
    });
    operated.cloud.publish("blog", { SiteBucketName: "never-made" });
    const { code, stderr } = await operated.run("site", "publish");
    expect(code).toBe(1);
    expect(stderr).toMatch(/^site: NoSuchBucket: .*deploy blog again.*\n$/);
  });

  it.each([
    [[]],
    [["deploy"]],
    [["build", "--stage", "dev"]],
    [["publish", "now"]],
    [["publish", "--tsage"]],
  ])("is told from a wrong call: %j", async (args) => {
    const { code, stderr } = await operated.run("site", ...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^site: .+ \(npm run site -- --help tells more\)\n$/);
  });
});

describe("npm start", () => {
  const startedWith = (blog: Readonly<Record<string, string>> | undefined) => ({
    ...operated.cloud,
    outputs: () => (blog ? { blog } : {}),
  });

  it("publishes the site of the blog that it started", async () => {
    await publishStartedSite(startedWith({ SiteBucketName: Bucket }));
    expect(await keysIn()).toContain("subscribe");
    const [{ LastModified } = {}] = (await s3.listObjectsV2({ Bucket })).Contents ?? [];
    await publishStartedSite(startedWith({ SiteBucketName: Bucket }));
    expect((await s3.listObjectsV2({ Bucket })).Contents?.[0]?.LastModified).toEqual(LastModified);
  });

  it("publishes none without blog, or without a bucket", async () => {
    await publishStartedSite(startedWith(undefined));
    await publishStartedSite(startedWith({ ApiUrl: "http://127.0.0.1:4130" }));
    expect(await keysIn()).toEqual([]);
  });
});

describe("a publication", () => {
  const file = (key: string, content = key): SiteFile => ({
    key,
    kind: key.startsWith("assets/") ? "asset" : key.startsWith("templates/") ? "template" : "page",
    body: Buffer.from(content),
    contentType: "text/html",
    cacheControl: "public",
  });
  const source = (fingerprint: string, ...files: SiteFile[]): SiteSource => ({
    fingerprint,
    build: async () => files,
  });

  const placeWith = (invalidate: SitePlace["invalidate"]): SitePlace => ({
    bucket: Bucket,
    s3,
    invalidate,
    close: () => {},
  });

  it("brings a page that changed, and has the edge forget that one", async () => {
    const asked: (readonly string[])[] = [];
    const place = placeWith(async (paths) => void asked.push(paths));
    const page = file("subscribe");
    await publishSite(
      place,
      source("1", file("assets/a.css"), page, file("404.html"), file("templates/home.html")),
    );
    expect(asked).toEqual([["/subscribe", "/404.html"]]);
    const result = await publishSite(
      place,
      source("2", file("assets/a.css"), page, file("404.html", "other"), file("templates/home.html")),
    );
    expect(result).toEqual({ uploaded: ["404.html"], deleted: [], invalidated: ["/404.html"] });
    expect(await (await s3.getObject({ Bucket, Key: "404.html" })).Body?.transformToString()).toBe("other");
  });

  it("asks the edge for nothing when only a template or an asset changed", async () => {
    const asked: (readonly string[])[] = [];
    const place = placeWith(async (paths) => void asked.push(paths));
    await publishSite(place, source("1", file("assets/a.css"), file("templates/home.html")));
    expect(asked).toEqual([]);
  });

  it("does not build when the sources are those of the bucket", async () => {
    const place = placeWith(undefined);
    await publishSite(place, source("1", file("subscribe")));
    const build = () => Promise.reject(new Error("built"));
    await expect(publishSite(place, { fingerprint: "1", build })).resolves.toMatchObject({ uploaded: [] });
    await expect(publishSite(place, { fingerprint: "2", build })).rejects.toThrow("built");
  });

  it("that breaks off at the edge is done again, and tells nobody of a new look before", async () => {
    const edgeIsAway = placeWith(() => Promise.reject(new Error("no edge")));
    const look = source("1", file("subscribe"));
    await expect(publishSite(edgeIsAway, look)).rejects.toThrow("no edge");
    expect(await keysIn()).toEqual(["subscribe"]);
    const asked: (readonly string[])[] = [];
    await publishSite(
      placeWith(async (paths) => void asked.push(paths)),
      look,
    );
    expect(asked).toEqual([["/subscribe"]]);
    expect(await keysIn()).toEqual(["subscribe", "templates/manifest.json"]);
  });

  it("does all when the bucket's manifest is not one", async () => {
    const place = placeWith(undefined);
    const look = source("1", file("subscribe"));
    for (const Body of ["{", "{}", '{"format": 0, "sources": "1", "files": {}, "retired": {}}']) {
      await s3.putObject({ Bucket, Key: "templates/manifest.json", Body });
      expect((await publishSite(place, look)).uploaded).toEqual(["subscribe"]);
    }
  });

  it("leaves the pages that the blog service wrote as they are", async () => {
    await s3.putObject({ Bucket, Key: "index.html", Body: "posts" });
    await s3.putObject({ Bucket, Key: "blog/hello", Body: "hello" });
    const place = placeWith(undefined);
    await publishSite(place, source("1", file("subscribe"), file("404.html")));
    await publishSite(place, source("2", file("404.html")), { force: true });
    expect(await keysIn()).toEqual(["404.html", "blog/hello", "index.html", "templates/manifest.json"]);
  });
});

describe("the edge", () => {
  it("is told of the paths by CloudFront's API, anew each time", async () => {
    const requests: { readonly target: string; readonly body: string }[] = [];
    const server = createServer(async (request, response) => {
      requests.push({ target: `${request.method} ${request.url}`, body: await text(request) });
      response.writeHead(201, { "content-type": "text/xml" }).end("<Invalidation><Id>I1</Id></Invalidation>");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const config = { ...operated.client, endpoint: `http://127.0.0.1:${port}` };
    const place = openSitePlace(() => config, { bucket: Bucket, distributionId: "E123" });
    await place.invalidate?.(["/subscribe", "/404.html"]);
    await place.invalidate?.(["/subscribe", "/404.html"]);
    place.close();
    await new Promise((resolve) => server.close(resolve));
    expect(requests.map(({ target }) => target)).toEqual(
      Array(2).fill("POST /2020-05-31/distribution/E123/invalidation"),
    );
    const [first, second] = requests.map(({ body }) => body);
    expect(first).toContain(
      "<Paths><Quantity>2</Quantity><Items><Path>/subscribe</Path><Path>/404.html</Path></Items></Paths>",
    );
    const reference = /<CallerReference>(.+)<\/CallerReference>/;
    expect(reference.exec(first ?? "")?.[1]).not.toBe(reference.exec(second ?? "")?.[1]);
  });
});
