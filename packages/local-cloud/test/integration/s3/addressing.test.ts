import { Agent } from "node:http";
import type { S3ServiceException } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sendRaw } from "./raw-request.ts";
import { type S3Cloud, startS3Cloud } from "./s3-cloud.ts";

let cloud: S3Cloud;
let Bucket: string;
let port: string;

beforeAll(async () => {
  cloud = await startS3Cloud();
  Bucket = await cloud.addBucket();
  port = new URL(cloud.endpoint).port;
});
afterAll(() => cloud.close());

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
describe("a bucket", () => {
  it("is found by its name as a host, and in the path, alike", async () => {
    const httpAgent = new Agent({
      lookup: (_host, _options, found) => found(null, [{ address: "127.0.0.1", family: 4 }]),
    });
    const byHost = cloud.clientWith({ endpoint: `http://localhost:${port}`, requestHandler: { httpAgent } });
    const byPath = cloud.clientWith({ forcePathStyle: true });
    const Key = "a b/ü+%";
    await byHost.putObject({ Bucket, Key, Body: "content" });
    const { Body } = await byPath.getObject({ Bucket, Key });
    expect(await Body?.transformToString()).toBe("content");
    expect((await byHost.listObjectsV2({ Bucket })).Contents?.map((one) => one.Key)).toEqual([Key]);
    await byHost.deleteObject({ Bucket, Key });
    httpAgent.destroy();
  });

  it.each([
    ["bucket-1.localhost", "/k", 403],
    ["bucket-1.s3.localhost", "/k", 403],
    ["bucket-1.s3.amazonaws.com", "/k", 403],
    ["bucket-1.s3.us-east-1.amazonaws.com", "/k", 403],
    ["bucket-1.s3.dualstack.us-east-1.amazonaws.com", "/k", 403],
    ["s3.us-east-1.amazonaws.com", "/bucket-1/k", 403],
    ["other.s3.localhost", "/k", 404],
    ["localhost", "/other/k", 404],
  ])("is asked for at %s%s", async (host, target, status) => {
    expect((await sendRaw(cloud.endpoint, { method: "GET", target, host: `${host}:${port}` })).status).toBe(
      status,
    );
  });
});

describe("a request", () => {
  it("for another region is told the right one", async () => {
    const elsewhere = cloud.clientWith({ region: "eu-central-1" });
    await expect(elsewhere.listObjectsV2({ Bucket })).rejects.toMatchObject({
      name: "AuthorizationHeaderMalformed",
      Region: "us-east-1",
    });
  });

  it("by nobody known, or with a wrong signature, is refused", async () => {
    const as = (accessKeyId: string, secretAccessKey: string) =>
      cloud.clientWith({ credentials: { accessKeyId, secretAccessKey } }).listObjectsV2({ Bucket });
    await expect(as("AKIANOBODY0000000000", "x")).rejects.toMatchObject({ name: "InvalidAccessKeyId" });
    await expect(as(cloud.client.credentials.accessKeyId, "wrong")).rejects.toMatchObject({
      name: "SignatureDoesNotMatch",
      message:
        "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
    });
  });

  it("that cannot be is refused", async () => {
    const { credentials } = cloud.client;
    const send = async (method: string, target: string, body = "") => {
      const answer = await sendRaw(cloud.endpoint, { method, target, body }, credentials);
      return `${answer.status} ${/<Code>(.*)<\/Code>/.exec(answer.body)?.[1]}`;
    };
    expect(await send("PATCH", `/${Bucket}/k`)).toBe("405 MethodNotAllowed");
    expect(await send("GET", `/${Bucket}/%c0%af`)).toBe("400 InvalidURI");
    expect(await send("PUT", `/${Bucket}?versioning`, "<nonsense")).toBe("400 MalformedXML");
    expect(await send("PUT", `/${Bucket}?versioning`, "<!DOCTYPE a><VersioningConfiguration/>")).toBe(
      "400 MalformedXML",
    );
    expect(await send("PUT", `/${Bucket}?versioning`, "<Other/>")).toBe("400 MalformedXML");
    expect(await send("GET", `/${Bucket}?max-keys=many`)).toBe("400 InvalidArgument");
  });

  it("is answered with ids of its own, in words that the SDK reads", async () => {
    const error = await cloud.s3
      .getObject({ Bucket, Key: "<&>" })
      .catch((caught: S3ServiceException) => caught);
    expect(error).toMatchObject({
      name: "NoSuchKey",
      Key: "<&>",
      $metadata: { requestId: expect.any(String), extendedRequestId: expect.any(String) },
    });
  });
});
