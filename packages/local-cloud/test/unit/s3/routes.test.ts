import { describe, expect, it } from "vitest";
import { addressOf } from "../../../src/engines/s3/wire/address.ts";
import { routeOf } from "../../../src/engines/s3/wire/routes.ts";

const head = (method: string, url: string, headers: Record<string, string> = {}) => ({
  method,
  url,
  headers,
});
const operation = (method: string, url: string, headers?: Record<string, string>) => {
  const request = head(method, url, headers);
  return routeOf(request, addressOf(request));
};

// https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
describe("a request", () => {
  it.each([
    ["GET", "/", "ListBuckets"],
    ["GET", "/b", "ListObjects"],
    ["GET", "/b?list-type=2&prefix=a", "ListObjectsV2"],
    ["GET", "/b?versions", "ListObjectVersions"],
    ["GET", "/b?uploads", "ListMultipartUploads"],
    ["PUT", "/b/", "CreateBucket"],
    ["PUT", "/b?policy", "PutBucketPolicy"],
    ["PUT", "/b/k?policy", "PutObject"],
    ["POST", "/b?delete", "DeleteObjects"],
    ["POST", "/b", "PostObject"],
    ["POST", "/b/k?uploads", "CreateMultipartUpload"],
    ["POST", "/b/k?uploadId=u", "CompleteMultipartUpload"],
    ["PUT", "/b/k?partNumber=1&uploadId=u", "UploadPart"],
    ["DELETE", "/b/k?uploadId=u", "AbortMultipartUpload"],
    ["DELETE", "/b/k?versionId=v", "DeleteObject"],
    ["GET", "/b/k?torrent", "GetObjectTorrent"],
    ["POST", "/b/k?restore", "RestoreObject"],
    ["OPTIONS", "/b/k", "PreflightRequest"],
    ["PATCH", "/b/k", undefined],
  ])("%s %s asks for %s", (method, url, expected) => {
    expect(operation(method, url)).toBe(expected);
  });

  it("with a source to copy from is a copy", () => {
    const headers = { "x-amz-copy-source": "b/k" };
    expect(operation("PUT", "/b/k", headers)).toBe("CopyObject");
    expect(operation("PUT", "/b/k?partNumber=1&uploadId=u", headers)).toBe("UploadPartCopy");
  });
});

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
describe("an address", () => {
  it.each([
    ["127.0.0.1:4566", "/b/k", "b", "k"],
    ["localhost:4566", "/b/k", "b", "k"],
    ["bucket.localhost:4566", "/k", "bucket", "k"],
    ["bucket.s3.localhost:4566", "/a/k", "bucket", "a/k"],
    ["b.c.s3.us-east-1.amazonaws.com", "/k", "b.c", "k"],
    ["s3.us-east-1.amazonaws.com", "/b/k", "b", "k"],
    ["127.0.0.1:4566", "/b//k", "b", "/k"],
    ["127.0.0.1:4566", "/b/../c", "b", "../c"],
    ["127.0.0.1:4566", "/b/%2e%2e%2fc", "b", "../c"],
    ["127.0.0.1:4566", "/b/%252e", "b", "%2e"],
    ["127.0.0.1:4566", "/b/", "b", undefined],
    ["127.0.0.1:4566", "/", undefined, undefined],
    ["127.0.0.1:4566", "http://other/b/k?x=/y", "b", "k"],
  ])("%s %s is of the bucket %s and the key %s", (host, url, bucket, key) => {
    expect(addressOf(head("GET", url, { host }))).toEqual({ bucket, key });
  });

  it("that is no UTF-8 is none", () => {
    expect(() => addressOf(head("GET", "/b/%c0%af"))).toThrow("Couldn't parse the specified URI.");
    expect(() => addressOf(head("GET", "/b/%"))).toThrow("Couldn't parse the specified URI.");
  });
});
