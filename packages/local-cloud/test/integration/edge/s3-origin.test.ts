import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ApiCall, Engine, Operation } from "../../../src/gateway/engine.ts";
import { AwsError } from "../../../src/gateway/errors.ts";
import type { PolicyDocument } from "../../../src/iam/policy.ts";
import {
  type Behavior,
  behavior,
  createSite,
  distributionConfig,
  type EdgeCloud,
  managedPolicies,
  startEdgeCloud,
} from "../../support/edge-cloud.ts";

/** Stands in for S3: objects by key, and a bucket policy that IAM evaluates. */
const objects = new Map<string, string>();
let policy: PolicyDocument | undefined;
let calls: { operation: string; input: Record<string, unknown>; principal: string }[] = [];

async function* bytes(text: string) {
  yield Buffer.from(text);
}

const read = (text: string, range: unknown) => {
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(String(range ?? "")) ?? [];
  if (first === undefined || last === undefined) return { Body: bytes(text), ContentLength: text.length };
  const part = text.slice(Number(first), Number(last) + 1);
  return {
    Body: bytes(part),
    ContentLength: part.length,
    ContentRange: `bytes ${first}-${last}/${text.length}`,
  };
};

const getObject: Operation<Record<string, unknown>> = {
  access: ({ Bucket, Key }) => [
    { action: "s3:GetObject", resources: [`arn:aws:s3:::${Bucket}/${Key}`], resourcePolicy: policy },
  ],
  handle: (input, call: ApiCall) => {
    const principal = call.principal.kind === "service" ? call.principal.sourceArn : call.principal.kind;
    calls.push({ operation: call.operation, input, principal });
    const text = objects.get(String(input.Key));
    if (text === undefined)
      throw new AwsError("NoSuchKey", "The specified key does not exist.", {
        status: 404,
        fields: { Key: input.Key },
      });
    if (input.IfNoneMatch === '"v1"') throw new AwsError("NotModified", "Not Modified", { status: 304 });
    return {
      ...read(text, input.Range),
      ContentType: "text/html",
      ETag: '"v1"',
      LastModified: new Date("2026-11-27T12:00:00Z"),
      Metadata: { author: "ada" },
    };
  },
};

const s3: Engine = {
  service: "s3",
  protocol: "rest-xml",
  operations: { GetObject: getObject, HeadObject: getObject },
};

let cloud: EdgeCloud;

beforeAll(async () => {
  cloud = await startEdgeCloud({ engines: [s3] });
});

beforeEach(() => {
  objects.clear();
  calls = [];
});

afterAll(() => cloud?.close());

const names = { count: 0 };

const createBucketSite = async (SigningBehavior: "always" | "never", more: Partial<Behavior> = {}) => {
  names.count += 1;
  const { OriginAccessControl } = await cloud.cloudfront.createOriginAccessControl({
    OriginAccessControlConfig: {
      Name: `control-${names.count}`,
      SigningProtocol: "sigv4",
      SigningBehavior,
      OriginAccessControlOriginType: "s3",
    },
  });
  return createSite(
    cloud,
    distributionConfig(0, {
      DefaultRootObject: "index.html",
      DefaultCacheBehavior: behavior(more),
      Origins: {
        Quantity: 1,
        Items: [
          {
            Id: "origin",
            DomainName: "site.s3.us-east-1.amazonaws.com",
            OriginPath: "/public",
            OriginAccessControlId: OriginAccessControl?.Id,
            S3OriginConfig: { OriginAccessIdentity: "" },
          },
        ],
      },
    }),
  );
};

const onlyFor = (distributionId: string): PolicyDocument => ({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Service: "cloudfront.amazonaws.com" },
      Action: "s3:GetObject",
      Resource: "arn:aws:s3:::site/*",
      Condition: {
        StringEquals: { "aws:SourceArn": `arn:aws:cloudfront::000000000000:distribution/${distributionId}` },
      },
    },
  ],
});

describe("a bucket behind an origin access control", () => {
  it("is read as the distribution, with S3's headers", async () => {
    const site = await createBucketSite("always");
    policy = onlyFor(site.id);
    objects.set("public/index.html", "<h1>home</h1>");
    objects.set("public/größe one.html", "umlaut");
    const home = await site.get("/");
    expect([home.status, home.text, home.cache]).toEqual([200, "<h1>home</h1>", "Miss from cloudfront"]);
    expect(Object.fromEntries(home.headers)).toMatchObject({
      "content-type": "text/html",
      "content-length": "13",
      etag: '"v1"',
      "last-modified": "Fri, 27 Nov 2026 12:00:00 GMT",
      "x-amz-meta-author": "ada",
      server: "AmazonS3",
    });
    expect((await site.get("/gr%C3%B6%C3%9Fe%20one.html")).text).toBe("umlaut");
    expect((await site.get("/index.html", { range: "bytes=4-7" })).text).toBe("home");
    expect((await site.get("/index.html", {}, "HEAD")).headers.get("content-length")).toBe("13");
    expect(calls[0]).toMatchObject({
      input: { Bucket: "site", Key: "public/index.html" },
      principal: `arn:aws:cloudfront::000000000000:distribution/${site.id}`,
    });
  });

  it("is asked by its tag whether what is kept still holds", async () => {
    const site = await createBucketSite("always");
    policy = onlyFor(site.id);
    objects.set("public/page", "text");
    await site.get("/page");
    cloud.pass(86_401);
    const again = await site.get("/page");
    expect([again.text, again.cache]).toEqual(["text", "RefreshHit from cloudfront"]);
    expect(calls.at(-1)?.input).toMatchObject({ IfNoneMatch: '"v1"' });
  });

  it("answers another distribution, and one that does not sign, with AccessDenied", async () => {
    const admitted = await createBucketSite("always");
    policy = onlyFor(admitted.id);
    objects.set("public/page", "text");
    for (const site of [await createBucketSite("always"), await createBucketSite("never")]) {
      const answer = await site.get("/page");
      expect([answer.status, answer.cache]).toEqual([403, "Error from cloudfront"]);
      expect(answer.text).toContain("AccessDenied");
    }
    expect((await admitted.get("/page")).status).toBe(200);
  });

  it("is not found by who sends the viewer's host along", async () => {
    const site = await createBucketSite("always", { OriginRequestPolicyId: managedPolicies.allViewer });
    policy = onlyFor(site.id);
    objects.set("public/page", "text");
    const answer = await site.get("/page");
    expect([answer.status, answer.text]).toEqual([404, expect.stringContaining("NoSuchBucket")]);
  });

  it("says what it does not have in S3's words", async () => {
    const site = await createBucketSite("always");
    policy = onlyFor(site.id);
    const answer = await site.get("/missing");
    expect([answer.status, answer.headers.get("content-type")]).toEqual([404, "application/xml"]);
    expect(answer.text).toContain("<Code>NoSuchKey</Code>");
    expect(answer.text).toContain("<Key>public/missing</Key>");
  });
});
