/** A site in a bucket behind a distribution, in the whole cloud: S3, IAM, journal, stacks, restart. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { CloudFront } from "@aws-sdk/client-cloudfront";
import { S3 } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningCloud, startCloud } from "../../../src/cloud.ts";
import type { CloudConfig } from "../../../src/config.ts";

const stackName = "skein-blog-dev";
const page = "<h1>home</h1>".repeat(200);

let root: string;
let config: CloudConfig;
let cloud: RunningCloud;
let s3: S3;
let cloudfront: CloudFront;
let siteUrl = "";

const start = async (): Promise<void> => {
  cloud = await startCloud(config);
  const settings = { endpoint: cloud.endpoint, region: config.region, credentials: { ...cloud.credentials } };
  s3 = new S3({ ...settings, forcePathStyle: true });
  cloudfront = new CloudFront(settings);
};

const stop = async (): Promise<void> => {
  s3.destroy();
  cloudfront.destroy();
  await cloud.close();
};

const template = {
  Resources: {
    Bucket: { Type: "AWS::S3::Bucket", Properties: { BucketName: "site" } },
    BucketPolicy: {
      Type: "AWS::S3::BucketPolicy",
      Properties: {
        Bucket: { Ref: "Bucket" },
        PolicyDocument: {
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Principal: { Service: "cloudfront.amazonaws.com" },
              Action: "s3:GetObject",
              Resource: "arn:aws:s3:::site/*",
              Condition: {
                StringEquals: {
                  "AWS:SourceArn": {
                    "Fn::Join": ["", ["arn:aws:cloudfront::000000000000:distribution/", { Ref: "Site" }]],
                  },
                },
              },
            },
          ],
        },
      },
    },
    Control: {
      Type: "AWS::CloudFront::OriginAccessControl",
      Properties: {
        OriginAccessControlConfig: {
          Name: "site",
          OriginAccessControlOriginType: "s3",
          SigningBehavior: "always",
          SigningProtocol: "sigv4",
        },
      },
    },
    Site: {
      Type: "AWS::CloudFront::Distribution",
      Properties: {
        DistributionConfig: {
          Enabled: true,
          DefaultRootObject: "index.html",
          Origins: [
            {
              Id: "bucket",
              DomainName: { "Fn::GetAtt": ["Bucket", "RegionalDomainName"] },
              OriginAccessControlId: { Ref: "Control" },
              S3OriginConfig: {},
            },
          ],
          DefaultCacheBehavior: {
            TargetOriginId: "bucket",
            ViewerProtocolPolicy: "redirect-to-https",
            AllowedMethods: ["GET", "HEAD", "OPTIONS"],
            CachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
            OriginRequestPolicyId: "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf",
            Compress: true,
          },
        },
      },
    },
  },
  Outputs: {
    SiteUrl: { Value: { "Fn::Join": ["", ["https://", { "Fn::GetAtt": ["Site", "DomainName"] }]] } },
    SiteId: { Value: { Ref: "Site" } },
  },
};

interface Deployed {
  readonly status: string;
  readonly outputs: { readonly SiteUrl: string; readonly SiteId: string };
}

const deploy = async (): Promise<Deployed> => {
  const answer = await fetch(`${cloud.endpoint}/_local/stacks/${stackName}`, {
    method: "PUT",
    headers: { authorization: `Bearer ${cloud.credentials.secretAccessKey}` },
    body: JSON.stringify({ service: "blog", template }),
  });
  expect(answer.status).toBe(200);
  return (await answer.json()) as Deployed;
};

beforeAll(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), "skein-site-"));
  config = { region: "us-east-1", accountId: "000000000000", port: 0, stateDir: path.join(root, ".local") };
  await start();
  siteUrl = (await deploy()).outputs.SiteUrl;
  const object = { Bucket: "site", Key: "index.html", ContentType: "text/html", CacheControl: "max-age=60" };
  await s3.putObject({ ...object, Body: page });
});

afterAll(async () => {
  await stop();
  await rm(root, { recursive: true, force: true });
});

describe("a site in a bucket", () => {
  it("is served to everybody by its distribution, and by the bucket to nobody", async () => {
    const first = await fetch(siteUrl);
    expect([first.status, await first.text()]).toEqual([200, page]);
    expect(Object.fromEntries(first.headers)).toMatchObject({
      "x-cache": "Miss from cloudfront",
      "content-encoding": "gzip",
      "content-type": "text/html",
      "cache-control": "max-age=60",
    });
    expect((await fetch(siteUrl)).headers.get("x-cache")).toBe("Hit from cloudfront");
    const part = await fetch(`${siteUrl}/index.html`, { headers: { range: "bytes=4-7" } });
    expect([part.status, await part.text()]).toEqual([206, "home"]);
    const head = await fetch(siteUrl, { method: "HEAD", headers: { "accept-encoding": "identity" } });
    expect(head.headers.get("content-length")).toBe(String(page.length));
    expect((await fetch(`${cloud.endpoint}/site/index.html`)).status).toBe(403);
    // Who may not list a bucket does not learn what is not in it.
    expect((await fetch(`${siteUrl}/missing`)).status).toBe(403);
  });

  it("lets the bucket say which other sites may ask", async () => {
    const ask = () =>
      fetch(siteUrl, {
        method: "OPTIONS",
        headers: { origin: "https://app.example", "access-control-request-method": "GET" },
      });
    expect((await ask()).status).toBe(403);
    const rule = { AllowedMethods: ["GET"], AllowedOrigins: ["https://app.example"] };
    await s3.putBucketCors({ Bucket: "site", CORSConfiguration: { CORSRules: [rule] } });
    const preflight = await ask();
    expect(preflight.status).toBe(200);
    expect(preflight.headers.get("access-control-allow-origin")).toBe("https://app.example");
    await s3.putObject({ Bucket: "site", Key: "data.json", Body: "{}" });
    const allowed = await fetch(`${siteUrl}/data.json`, { headers: { origin: "https://app.example" } });
    expect(allowed.headers.get("access-control-allow-origin")).toBe("https://app.example");
    await s3.putObject({ Bucket: "site", Key: "other.json", Body: "{}" });
    const foreign = await fetch(`${siteUrl}/other.json`, { headers: { origin: "https://other.example" } });
    expect([foreign.status, foreign.headers.get("access-control-allow-origin")]).toEqual([200, null]);
  });

  it("shows what was published within an invalidation", async () => {
    await fetch(siteUrl);
    const object = { Bucket: "site", Key: "index.html", ContentType: "text/html" };
    await s3.putObject({ ...object, Body: "published" });
    expect(await (await fetch(siteUrl)).text()).toBe(page);
    const { outputs } = await deploy();
    await cloudfront.createInvalidation({
      DistributionId: outputs.SiteId,
      InvalidationBatch: { CallerReference: "publish", Paths: { Quantity: 1, Items: ["/*"] } },
    });
    expect(await (await fetch(siteUrl)).text()).toBe("published");
    await s3.putObject({ ...object, Body: page });
    const journal = await fetch(`${cloud.endpoint}/_local/journal?limit=1000`, {
      headers: { authorization: `Bearer ${cloud.credentials.secretAccessKey}` },
    });
    const text = await journal.text();
    expect(text).toContain("cloudfront:CreateInvalidation");
    expect(text).toContain('"principal":"cloudfront.amazonaws.com"');
  });

  it("is where it was after a restart", async () => {
    await stop();
    await start();
    expect((await fetch(siteUrl)).status).toBe(200);
    const again = await deploy();
    expect([again.status, again.outputs.SiteUrl]).toEqual(["UNCHANGED", siteUrl]);
    const published = JSON.parse(await readFile(path.join(config.stateDir, "outputs.json"), "utf8"));
    expect(published.blog.SiteUrl).toBe(siteUrl);
  });
});
