import { GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type S3Cloud, startS3Cloud } from "./s3-cloud.ts";

let cloud: S3Cloud;
let Bucket: string;

beforeAll(async () => {
  cloud = await startS3Cloud();
  Bucket = await cloud.addBucket();
  await cloud.put(Bucket, "a b+c%/ü", "content");
});
afterAll(() => cloud.close());

const codeOf = async (response: Response) => /<Code>(.*)<\/Code>/.exec(await response.text())?.[1];
const refusal = async (response: Response) => `${response.status} ${await codeOf(response)}`;

// https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
describe("a presigned GET", () => {
  const urlFor = (expiresIn = 60, more: object = {}) =>
    getSignedUrl(cloud.s3, new GetObjectCommand({ Bucket, Key: "a b+c%/ü", ...more }), { expiresIn });

  it("lets anybody read this object, until it is over", async () => {
    const url = await urlFor(60);
    expect(await (await fetch(url)).text()).toBe("content");
    const head = await fetch(url, { method: "HEAD" });
    expect(await refusal(await fetch(url, { method: "PUT", body: "x" }))).toBe("403 SignatureDoesNotMatch");
    expect(head.status).toBe(403);
  });

  it("answers ranges, and what it was told to say", async () => {
    const url = await urlFor(60, { ResponseContentType: "text/y", ResponseContentDisposition: "attachment" });
    const response = await fetch(url, { headers: { range: "bytes=0-2" } });
    expect(response.status).toBe(206);
    expect(response.headers.get("content-type")).toBe("text/y");
    expect(response.headers.get("content-disposition")).toBe("attachment");
    expect(await response.text()).toBe("con");
  });

  it("ends", async () => {
    const { s3, pass } = cloud;
    const url = await getSignedUrl(s3, new GetObjectCommand({ Bucket, Key: "a b+c%/ü" }), { expiresIn: 60 });
    pass(61);
    const response = await fetch(url);
    pass(-61);
    expect(response.status).toBe(403);
    expect(await response.text()).toContain("<Message>Request has expired</Message>");
  });

  it.each([
    ["another key", (url: string) => url.replace("/a%20b", "/b%20b"), "403 SignatureDoesNotMatch"],
    [
      "a longer life",
      (url: string) => url.replace("X-Amz-Expires=60", "X-Amz-Expires=600"),
      "403 SignatureDoesNotMatch",
    ],
    [
      "another key id",
      (url: string) => url.replace("AKIATESTOPERATOR0000", "AKIANOBODY0000000000"),
      "403 InvalidAccessKeyId",
    ],
    ["a version", (url: string) => `${url}&versionId=null`, "403 SignatureDoesNotMatch"],
    [
      "no signature",
      (url: string) => url.replace(/&X-Amz-Signature=[^&]*/, ""),
      "400 AuthorizationQueryParametersError",
    ],
    [
      "more than a week",
      (url: string) => url.replace("X-Amz-Expires=60", "X-Amz-Expires=604801"),
      "400 AuthorizationQueryParametersError",
    ],
  ])("is void with %s", async (_what, change, expected) => {
    expect(await refusal(await fetch(change(await urlFor())))).toBe(expected);
  });
});

describe("a presigned PUT", () => {
  it("lets anybody write this object", async () => {
    const command = new PutObjectCommand({ Bucket, Key: "up", ContentType: "text/plain" });
    const url = await getSignedUrl(cloud.s3, command, { signableHeaders: new Set(["content-type"]) });
    const put = (type: string) =>
      fetch(url, { method: "PUT", body: "uploaded", headers: { "content-type": type } });
    expect(await refusal(await put("text/html"))).toBe("403 SignatureDoesNotMatch");
    expect((await put("text/plain")).status).toBe(200);
    expect(await cloud.read(Bucket, "up")).toBe("uploaded");
    expect((await cloud.s3.headObject({ Bucket, Key: "up" })).ContentType).toBe("text/plain");
  });

  it("carries metadata in its URL", async () => {
    const client = cloud.clientWith({ requestChecksumCalculation: "WHEN_REQUIRED" });
    const command = new PutObjectCommand({ Bucket, Key: "meta", Metadata: { a: "1" }, Tagging: "t=1" });
    const url = await getSignedUrl(client, command);
    const response = await fetch(url, { method: "PUT", body: Buffer.from("x") });
    expect(response.status).toBe(200);
    expect(await cloud.s3.headObject({ Bucket, Key: "meta" })).toMatchObject({
      Metadata: { a: "1" },
      TagCount: 1,
      ContentType: "binary/octet-stream",
    });
  });

  // https://github.com/aws/aws-sdk/issues/480
  it("is held to a checksum in a header, and not to that of nothing in its URL", async () => {
    const signed = new Set(["x-amz-checksum-crc32"]);
    const command = new PutObjectCommand({ Bucket, Key: "sum", ChecksumCRC32: "y/Q5Jg==" });
    const url = await getSignedUrl(cloud.s3, command, { unhoistableHeaders: signed });
    const headers = { "x-amz-checksum-crc32": "y/Q5Jg==" };
    expect(await refusal(await fetch(url, { method: "PUT", body: "other", headers }))).toBe("400 BadDigest");
    expect((await fetch(url, { method: "PUT", body: "123456789", headers })).status).toBe(200);
    const hoisted = await getSignedUrl(cloud.s3, new PutObjectCommand({ Bucket, Key: "sum" }));
    expect(hoisted).toContain("x-amz-checksum-crc32=AAAAAA%3D%3D");
    expect((await fetch(hoisted, { method: "PUT", body: "other" })).status).toBe(200);
  });

  it("is of no use to a role that may not write", async () => {
    const reader = cloud.as([{ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }]);
    const url = await getSignedUrl(reader, new PutObjectCommand({ Bucket, Key: "up" }));
    expect(await refusal(await fetch(url, { method: "PUT", body: "x" }))).toBe("403 AccessDenied");
  });
});
