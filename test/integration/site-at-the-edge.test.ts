import { S3 } from "@aws-sdk/client-s3";
import { type TemplateName, templateKeys } from "@skein/contracts/site";
import { buildSite } from "@skein/web/build-site";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { publishSite } from "../../scripts/site/publish-site.ts";
import { openSitePlace, type SitePlace } from "../../scripts/site/site-place.ts";
import { type RenderedPage, renderLists, renderPost } from "../../services/blog/src/domain/render-site.ts";
import type { WholePost } from "../../services/blog/src/domain/site-pages.ts";
import { type OperatedCloud, startOperatedCloud } from "./support/operated-cloud.ts";
import { type SiteOutputs, siteStack } from "./support/site-stack.ts";

let operated: OperatedCloud;
let site: SiteOutputs;
let place: SitePlace;
let s3: S3;

beforeAll(async () => {
  operated = await startOperatedCloud();
  const answer = await fetch(`${operated.cloud.endpoint}/_local/stacks/skein-blog-test`, {
    method: "PUT",
    headers: { authorization: `Bearer ${operated.cloud.credentials.secretAccessKey}` },
    body: JSON.stringify({ service: "blog", template: siteStack }),
  });
  site = ((await answer.json()) as { readonly outputs: SiteOutputs }).outputs;
  s3 = new S3({ ...operated.client, forcePathStyle: true });
  place = openSitePlace(() => ({ ...operated.client, credentials: { ...operated.client.credentials } }), {
    bucket: site.SiteBucketName,
    distributionId: site.SiteDistributionId,
  });
  // Asked for too early, and what is answered then is kept.
  expect((await fetch(`${site.SiteUrl}/subscribe`)).status).toBe(403);
  expect(await operated.run("site", "publish")).toMatchObject({ code: 0, stderr: "" });
});
afterAll(async () => {
  place.close();
  s3.destroy();
  await operated.close();
});

const get = async (path: string) => {
  const answer = await fetch(`${site.SiteUrl}${path}`);
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
};

describe("the published site, at the edge", () => {
  it("is there at once, also where it was missed before, under its policy", async () => {
    const { status, headers, text } = await get("/subscribe");
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(headers.get("content-security-policy")).toBe("default-src 'self'");
    expect(text).toContain("<h1>Subscribe</h1>");
    expect((await get("/subscribe")).headers.get("x-cache")).toBe("Hit from cloudfront");
  });

  it("has assets that browsers keep for ever, each as what it is", async () => {
    const { text } = await get("/subscribe");
    const assets = [...new Set(text.match(/\/assets\/[\w.-]+/g))];
    expect(assets).toHaveLength(3);
    for (const asset of assets) {
      const { status, headers } = await get(asset);
      expect([asset, status]).toEqual([asset, 200]);
      expect(headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    }
  });

  it("has its own page for what is not there", async () => {
    const { status, text } = await get("/blog/never-written");
    expect(status).toBe(404);
    expect(text).toContain("There is no such page");
  });

  it("shows a changed page as soon as it is published", async () => {
    await get("/unsubscribe");
    const files = (await buildSite()).map((file) =>
      file.key === "unsubscribe" ? { ...file, body: Buffer.from("another look") } : file,
    );
    const published = await publishSite(place, { fingerprint: "another", build: async () => files });
    expect(published).toMatchObject({ uploaded: ["unsubscribe"], invalidated: ["/unsubscribe"] });
    expect((await get("/unsubscribe")).text).toBe("another look");
    expect((await get("/404.html")).text).toContain("There is no such page");
  });
});

describe("a post", () => {
  const post = (html: string): WholePost => ({
    id: "post-1",
    slug: "hello",
    title: "Hello",
    excerpt: "A first post",
    tags: ["news"],
    author: { name: "Ada" },
    publishedAt: "2026-11-27T10:00:00.000Z",
    updatedAt: "2026-11-27T10:00:00.000Z",
    html,
  });

  const template = async (name: TemplateName): Promise<string> => {
    const { Body } = await s3.getObject({ Bucket: site.SiteBucketName, Key: templateKeys[name] });
    return (await Body?.transformToString()) ?? "";
  };

  const publish = async (one: WholePost): Promise<readonly RenderedPage[]> => {
    const templates = {
      home: await template("home"),
      tag: await template("tag"),
      post: await template("post"),
      moved: await template("moved"),
      feed: await template("feed"),
    };
    const pages = [...renderLists(templates, [one], site.SiteUrl), renderPost(templates, one, site.SiteUrl)];
    for (const { key, body, headers } of pages)
      await s3.putObject({ Bucket: site.SiteBucketName, Key: key, Body: body, ...headers });
    await place.invalidate?.(pages.map(({ path }) => path));
    return pages;
  };

  it("that is made of the templates in the bucket is read at its address, and anew after a change", async () => {
    expect((await get("/blog/hello")).status).toBe(404);
    await publish(post("<p>first words</p>"));
    expect((await get("/blog/hello")).text).toContain("<p>first words</p>");
    expect((await get("/")).text).toContain('href="/blog/hello">Hello</a>');
    expect((await get("/tags/news")).text).toContain('href="/blog/hello">Hello</a>');
    expect((await get("/blog/hello")).headers.get("x-cache")).toBe("Hit from cloudfront");
    await publish(post("<p>better words</p>"));
    expect((await get("/blog/hello")).text).toContain("<p>better words</p>");
  });
});
