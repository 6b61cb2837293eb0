import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sendRaw } from "./raw-request.ts";
import { type S3Cloud, startS3Cloud } from "./s3-cloud.ts";

let cloud: S3Cloud;
let Bucket: string;

beforeAll(async () => {
  cloud = await startS3Cloud();
  Bucket = await cloud.addBucket();
  await cloud.s3.putBucketCors({
    Bucket,
    CORSConfiguration: {
      CORSRules: [
        {
          AllowedOrigins: ["http://localhost:8080", "https://*.example.com"],
          AllowedMethods: ["GET", "PUT"],
          AllowedHeaders: ["content-*", "authorization"],
          ExposeHeaders: ["ETag"],
          MaxAgeSeconds: 3_000,
        },
        { AllowedOrigins: ["*"], AllowedMethods: ["HEAD"] },
      ],
    },
  });
});
afterAll(() => cloud.close());

const preflight = (origin: string, method: string, headers?: string, path = `/${Bucket}/k`) =>
  fetch(`${cloud.endpoint}${path}`, {
    method: "OPTIONS",
    headers: {
      origin,
      "access-control-request-method": method,
      ...(headers === undefined ? {} : { "access-control-request-headers": headers }),
    },
  });

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html
describe("a preflight", () => {
  it.each([
    ["http://localhost:8080", "PUT", "content-type,content-md5", 200],
    ["http://localhost:8080", "PUT", "Content-Type, AUTHORIZATION", 200],
    ["http://localhost:8080", "GET", undefined, 200],
    ["https://a.example.com", "GET", undefined, 200],
    ["https://a.b.example.com", "GET", undefined, 200],
    ["https://example.com", "GET", undefined, 403],
    ["http://localhost:8080", "DELETE", undefined, 403],
    ["http://localhost:8080", "PUT", "x-other", 403],
    ["http://localhost:8081", "GET", undefined, 403],
    ["http://anybody", "HEAD", undefined, 200],
  ] as const)("of %s for %s with %s is answered %i", async (origin, method, headers, status) => {
    const response = await preflight(origin, method, headers);
    expect(response.status).toBe(status);
    const allowed = method === "HEAD" ? "*" : origin;
    expect(response.headers.get("access-control-allow-origin")).toBe(status === 200 ? allowed : null);
  });

  it("is answered with all that the rule says", async () => {
    const { headers } = await preflight("http://localhost:8080", "PUT", "content-type");
    expect(Object.fromEntries(headers)).toMatchObject({
      "access-control-allow-methods": "GET, PUT",
      "access-control-allow-headers": "content-type",
      "access-control-expose-headers": "ETag",
      "access-control-max-age": "3000",
      "access-control-allow-credentials": "true",
      vary: "Origin, Access-Control-Request-Headers, Access-Control-Request-Method",
    });
  });

  it("is refused where the bucket says nothing, or is not there", async () => {
    const Other = await cloud.addBucket();
    const ask = async (host: string, headers: Record<string, string>) => {
      const { status, body } = await sendRaw(cloud.endpoint, {
        method: "OPTIONS",
        target: "/k",
        host,
        headers,
      });
      const texts = ["Code", "Message", "Method", "ResourceType"].map(
        (name) => new RegExp(`<${name}>(.*)</${name}>`).exec(body)?.[1],
      );
      return [status, ...texts].join(" | ");
    };
    const origin = "http://localhost:8080";
    const silent = "CORSResponse: CORS is not enabled for this bucket.";
    const there = `${Other}.s3.localhost`;
    expect(await ask(there, { origin, "access-control-request-method": "PUT" })).toBe(
      `403 | AccessForbidden | ${silent} | PUT | BUCKET`,
    );
    expect(await ask(there, { origin })).toBe(`403 | AccessForbidden | ${silent} | OPTIONS | BUCKET`);
    expect(await ask("no-such-bucket.s3.localhost", { origin })).toBe(
      "403 | AccessForbidden | CORSResponse: Bucket not found | OPTIONS | BUCKET",
    );
    expect(await ask("no-such-bucket.s3.localhost", {})).toMatch(/^400 \| BadRequest/);
  });
});

describe("an answer", () => {
  it("to a page of an allowed origin says so, also when it is a failure", async () => {
    const ask = (origin: string) => fetch(`${cloud.endpoint}/${Bucket}/k`, { headers: { origin } });
    const { status, headers } = await ask("http://localhost:8080");
    expect(status).toBe(403);
    expect(headers.get("access-control-allow-origin")).toBe("http://localhost:8080");
    expect((await ask("http://localhost:8081")).headers.get("access-control-allow-origin")).toBeNull();
  });

  it.each([
    ["access-control-request-method", "DELETE", null],
    ["access-control-request-method", "PUT", "http://localhost:8080"],
    ["access-control-request-headers", "x-other", null],
    ["x-other", "1", "http://localhost:8080"],
  ])("to a request with %s: %s allows what a preflight would", async (name, value, allowed) => {
    const { headers } = await fetch(`${cloud.endpoint}/${Bucket}/k`, {
      headers: { origin: "http://localhost:8080", [name]: value },
    });
    expect(headers.get("access-control-allow-origin")).toBe(allowed);
  });
});

describe("the configuration", () => {
  it("comes back as it was put, until it is deleted", async () => {
    const { s3 } = cloud;
    expect((await s3.getBucketCors({ Bucket })).CORSRules?.[0]).toMatchObject({ MaxAgeSeconds: 3_000 });
    const Other = await cloud.addBucket();
    await expect(s3.getBucketCors({ Bucket: Other })).rejects.toMatchObject({
      name: "NoSuchCORSConfiguration",
    });
    await s3.putBucketCors({
      Bucket: Other,
      CORSConfiguration: { CORSRules: [{ AllowedOrigins: ["*"], AllowedMethods: ["GET"] }] },
    });
    await s3.deleteBucketCors({ Bucket: Other });
    await expect(s3.getBucketCors({ Bucket: Other })).rejects.toMatchObject({
      name: "NoSuchCORSConfiguration",
    });
  });

  it.each([
    [{ AllowedOrigins: ["*"], AllowedMethods: ["PATCH"] }, "InvalidRequest"],
    [{ AllowedOrigins: ["*.*"], AllowedMethods: ["GET"] }, "InvalidRequest"],
    [{ AllowedOrigins: ["*"], AllowedMethods: ["GET"], ExposeHeaders: ["*"] }, "InvalidRequest"],
    [{ AllowedOrigins: ["*"], AllowedMethods: ["GET"], ExposeHeaders: ["a\nb"] }, "InvalidRequest"],
    [{ AllowedOrigins: [], AllowedMethods: ["GET"] }, "MalformedXML"],
  ])("cannot be %o", async (rule, name) => {
    await expect(
      cloud.s3.putBucketCors({ Bucket, CORSConfiguration: { CORSRules: [rule] } }),
    ).rejects.toMatchObject({ name });
  });
});
