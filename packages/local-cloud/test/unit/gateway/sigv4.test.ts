import { describe, expect, it } from "vitest";
import type { RawRequest } from "../../../src/gateway/engine.ts";
import { AuthError } from "../../../src/gateway/sigv4/auth-error.ts";
import { canonicalRequest } from "../../../src/gateway/sigv4/canonical-request.ts";
import { claimOf } from "../../../src/gateway/sigv4/signature-claim.ts";
import {
  type SigningCredentials,
  standardRules,
  verifySignature,
} from "../../../src/gateway/sigv4/verify.ts";
import { presign, secretAccessKey, sign, signedAt } from "../../support/signing.ts";

const minute = 60_000;
const after = (milliseconds: number) => new Date(signedAt.getTime() + milliseconds);

/** `"accepted"`, or why not. */
const verdict = (
  request: RawRequest,
  {
    now = signedAt,
    credentials = {},
    rules = standardRules,
  }: { now?: Date; credentials?: Partial<SigningCredentials>; rules?: typeof standardRules } = {},
): string => {
  try {
    const claim = claimOf(request);
    if (!claim) return "unsigned";
    verifySignature(request, claim, { secretAccessKey, ...credentials }, now, rules);
    return "accepted";
  } catch (error) {
    if (error instanceof AuthError) return error.failure;
    throw error;
  }
};

describe("AWS's published example", () => {
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/signature-v4-test-suite.html, "get-vanilla"
  const request: RawRequest = {
    method: "GET",
    url: "/",
    headers: {
      host: "example.amazonaws.com",
      "x-amz-date": "20150830T123600Z",
      authorization:
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
    },
    body: Buffer.alloc(0),
  };

  it("is accepted, and refused when a letter of it changes", () => {
    const now = new Date("2015-08-30T12:36:00Z");
    expect(verdict(request, { now })).toBe("accepted");
    expect(verdict({ ...request, url: "/a" }, { now })).toBe("mismatch");
  });
});

describe("a signed request", () => {
  it.each([
    ["a plain one", {}],
    ["a body", { body: '{"a":"ü"}', headers: { "content-type": "application/x-amz-json-1.0" } }],
    [
      "escapes in the path",
      { path: "/2015-03-31/functions/arn%3Aaws%3Alambda%3A%20x/invocations", method: "GET" },
    ],
    ["dots and double slashes in the path", { path: "/a//b/../c/./d/" }],
    ["parameters in any order, repeated and odd", { query: { b: ["2", "1"], a: "x y/+&=", "ä*": "'()!" } }],
    ["spaces in headers", { headers: { "x-amz-note": "  a   b  " } }],
    ["a session token", { sessionToken: "token==" }],
  ])("is accepted with %s", async (_what, unsigned) => {
    const credentials = "sessionToken" in unsigned ? { sessionToken: String(unsigned.sessionToken) } : {};
    expect(verdict(await sign(unsigned), { credentials })).toBe("accepted");
  });

  it.each<[string, (request: RawRequest) => RawRequest]>([
    ["another method", (request) => ({ ...request, method: "PUT" })],
    ["another path", (request) => ({ ...request, url: request.url.replace("/q", "/p") })],
    ["another parameter", (request) => ({ ...request, url: `${request.url}&x=1` })],
    ["another body", (request) => ({ ...request, body: Buffer.from("{}") })],
    [
      "another target",
      (request) => ({ ...request, headers: { ...request.headers, "x-amz-target": "AmazonSQS.DeleteQueue" } }),
    ],
    ["another host", (request) => ({ ...request, headers: { ...request.headers, host: "elsewhere:4566" } })],
    [
      "an extra amz header",
      (request) => ({ ...request, headers: { ...request.headers, "x-amz-more": "1" } }),
    ],
    [
      "another date",
      (request) => ({ ...request, headers: { ...request.headers, "x-amz-date": "20261122T100001Z" } }),
    ],
    [
      "another scope",
      (request) => ({
        ...request,
        headers: {
          ...request.headers,
          authorization: String(request.headers.authorization).replace("/sqs/", "/sns/"),
        },
      }),
    ],
  ])("is refused with %s", async (_what, tamper) => {
    const request = await sign({
      path: "/q",
      query: { a: "1" },
      body: "{ }",
      headers: { "x-amz-target": "AmazonSQS.SendMessage" },
    });
    expect(verdict(request)).toBe("accepted");
    expect(verdict(tamper(request))).toBe("mismatch");
  });

  it("is refused with another secret", async () => {
    expect(verdict(await sign(), { credentials: { secretAccessKey: "guess" } })).toBe("mismatch");
  });

  it("is good for fifteen minutes, either way", async () => {
    const request = await sign();
    expect(verdict(request, { now: after(15 * minute) })).toBe("accepted");
    expect(verdict(request, { now: after(15 * minute + 1) })).toBe("mismatch");
    expect(verdict(request, { now: after(-15 * minute) })).toBe("accepted");
    expect(verdict(request, { now: after(-15 * minute - 1) })).toBe("mismatch");
  });

  it("needs the session token of its credentials, until they expire", async () => {
    const request = await sign({ sessionToken: "right" });
    expect(verdict(request, { credentials: { sessionToken: "other" } })).toBe("unknown-key");
    expect(verdict(request)).toBe("unknown-key");
    expect(verdict(await sign(), { credentials: { sessionToken: "right" } })).toBe("unknown-key");
    const credentials = { sessionToken: "right", expiresAt: after(1) };
    expect(verdict(request, { credentials })).toBe("accepted");
    expect(verdict(request, { credentials, now: after(1) })).toBe("expired-token");
  });
});

describe("a presigned URL", () => {
  it("is accepted until it expires", async () => {
    const request = await presign({ query: { Action: "GetCallerIdentity", Version: "2011-06-15" } }, 60);
    expect(verdict(request)).toBe("accepted");
    expect(verdict(request, { now: after(minute) })).toBe("accepted");
    expect(verdict(request, { now: after(minute + 1) })).toBe("expired-request");
    expect(verdict({ ...request, url: request.url.replace("GetCallerIdentity", "AssumeRole") })).toBe(
      "mismatch",
    );
    expect(verdict({ ...request, url: request.url.replace("X-Amz-Expires=60", "X-Amz-Expires=600") })).toBe(
      "mismatch",
    );
  });

  it("carries its session token", async () => {
    const request = await presign({ sessionToken: "right" });
    expect(verdict(request, { credentials: { sessionToken: "right" } })).toBe("accepted");
    expect(verdict(request, { credentials: { sessionToken: "other" } })).toBe("unknown-key");
  });

  it("lives a week at most", async () => {
    const request = await presign();
    const url = request.url.replace("X-Amz-Expires=300", "X-Amz-Expires=604801");
    expect(verdict({ ...request, url })).toBe("incomplete");
  });
});

describe("the rules of S3", () => {
  const rules = {
    path: "as-sent",
    payloadMarkers: ["UNSIGNED-PAYLOAD"],
    presignedPayload: "UNSIGNED-PAYLOAD",
  } as const;

  it("encode the path once and keep it as it is", async () => {
    const request = await sign({ path: "/bucket/a%20b//c/../d", method: "GET" }, "s3");
    expect(verdict(request, { rules })).toBe("accepted");
    expect(verdict(request)).toBe("mismatch");
  });

  it("allow an unsigned payload, which other services do not", async () => {
    const unsigned = { headers: { "x-amz-content-sha256": "UNSIGNED-PAYLOAD" }, body: "any" };
    const request = await sign(unsigned, "s3");
    expect(verdict(request, { rules })).toBe("accepted");
    expect(verdict(request, { rules: { ...rules, payloadMarkers: [] } })).toBe("mismatch");
    const url = await presign({ ...unsigned, path: "/bucket/key" }, 60, "s3");
    expect(verdict(url, { rules })).toBe("accepted");
  });

  it("check the payload hash that was signed", async () => {
    const request = await sign({ body: "content" }, "s3");
    expect(verdict(request, { rules })).toBe("accepted");
    expect(verdict({ ...request, body: Buffer.from("other") }, { rules })).toBe("mismatch");
  });
});

describe("a signature that cannot be read", () => {
  const withAuthorization = async (authorization: string): Promise<RawRequest> => {
    const request = await sign();
    return { ...request, headers: { ...request.headers, authorization } };
  };

  it.each([
    "Bearer token",
    "AWS4-HMAC-SHA256 ",
    "AWS4-HMAC-SHA256 Credential=a/b/c/d/aws4_request",
    "AWS4-HMAC-SHA256 Credential=a/b/c/d, SignedHeaders=host, Signature=x",
    "AWS4-HMAC-SHA256 Credential=a/b/c/d/e/aws4_request, SignedHeaders=host, Signature=x",
    "AWS4-ECDSA-P256-SHA256 Credential=a/b/c/d/aws4_request, SignedHeaders=host, Signature=x",
  ])("is refused: %s", async (authorization) => {
    expect(verdict(await withAuthorization(authorization))).toBe("incomplete");
  });

  it("is refused without a date, or in header and URL at once", async () => {
    const request = await sign();
    const { "x-amz-date": _, ...headers } = request.headers;
    expect(verdict({ ...request, headers })).toBe("incomplete");
    expect(verdict({ ...request, url: "/?X-Amz-Signature=x" })).toBe("incomplete");
  });

  it("is not the same as none", () => {
    expect(verdict({ method: "GET", url: "/", headers: {}, body: Buffer.alloc(0) })).toBe("unsigned");
  });
});

describe("the canonical request", () => {
  const canonical = (url: string) =>
    canonicalRequest({ method: "GET", url, headers: {}, body: Buffer.alloc(0) }, [], "hash", "as-sent")
      .split("\n")
      .slice(1, 3);

  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#create-canonical-request
  it.each([
    ["/b/a!b*(c)", "/b/a%21b%2A%28c%29", ""],
    ["/b/%c3%a9", "/b/%C3%A9", ""],
    ["/b/%61.~-_", "/b/a.~-_", ""],
    ["/b/100%", "/b/100%25", ""],
    ["/b?prefix=a/b&delimiter=%2f", "/b", "delimiter=%2F&prefix=a%2Fb"],
    ["/b?acl&b=2&a=", "/b", "a=&acl=&b=2"],
  ])("of %s is that of AWS however it was sent", (url, path, query) => {
    expect(canonical(url)).toEqual([path, query]);
  });
});
