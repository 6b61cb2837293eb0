import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { bucketUrl } from "../../src/endpoints.ts";
import { problemOf } from "../../src/http/problem-of.ts";
import { s3Sender } from "../../src/s3/send.ts";

interface Answer {
  readonly status: number;
  readonly body?: string;
}

let server: Server | undefined;
afterEach(() => server?.close());

/** Something in S3's place that answers as told, one answer after the other. */
const s3Answering = async (...answers: readonly (Answer | "hang up")[]) => {
  const requests: IncomingMessage[] = [];
  server = createServer((request, response) => {
    const answer = answers[Math.min(requests.push(request), answers.length) - 1];
    if (answer === undefined || answer === "hang up") request.socket.destroy();
    else response.writeHead(answer.status).end(answer.body);
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server?.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  const send = s3Sender({
    maxAttempts: 3,
    requestHandler: {},
    region: "eu-central-1",
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret", sessionToken: "token" },
    env: { AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` },
  });
  return { requests, send };
};

const list = { method: "GET", bucket: "files", query: { "list-type": "2", prefix: "a b/(c)" } } as const;
const slowDown = { status: 503, body: "<Error><Code>SlowDown</Code><Message>Slower</Message></Error>" };
const denied = {
  status: 403,
  body: "<Error><Code>AccessDenied</Code><Message>User: a is not authorized to perform: s3:ListBucket</Message></Error>",
};

describe("a request to S3", () => {
  it("is signed for S3, with the session's token, and its query is escaped", async () => {
    const { requests, send } = await s3Answering({ status: 200, body: "<Ok/>" });
    expect(await send(list)).toBe("<Ok/>");
    expect(requests[0]?.url).toBe("/files/?list-type=2&prefix=a%20b%2F%28c%29");
    expect(requests[0]?.headers).toMatchObject({
      authorization: expect.stringMatching(/Credential=AKIDEXAMPLE\/\d{8}\/eu-central-1\/s3\/aws4_request/),
      "x-amz-security-token": "token",
    });
  });

  it("names a key as it is, dots and all", async () => {
    const { requests, send } = await s3Answering({ status: 204 });
    await send({ method: "DELETE", bucket: "files", key: "a/../b//./c d" });
    expect(requests[0]?.url).toBe("/files/a/../b//./c%20d");
  });

  it.each<[string, Answer | "hang up"]>([
    ["is asked to slow down", slowDown],
    ["gets an error of the server", { status: 500 }],
    ["is cut off", "hang up"],
  ])("is tried again when it %s", async (_what, hindrance) => {
    const { requests, send } = await s3Answering(hindrance, hindrance, { status: 200, body: "<Ok/>" });
    expect(await send(list)).toBe("<Ok/>");
    expect(requests).toHaveLength(3);
  });

  it("is given up after three tries, as something that does not answer now", async () => {
    const { requests, send } = await s3Answering(slowDown);
    const failure: unknown = await send(list).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: "SlowDown", message: "Slower", status: 503 });
    expect(problemOf(failure, false)).toMatchObject({ code: "unavailable" });
    expect(requests).toHaveLength(3);
  });

  it("is not tried again when it is refused, and that is our mistake", async () => {
    const { requests, send } = await s3Answering(denied);
    const failure: unknown = await send(list).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: "AccessDenied" });
    expect(problemOf(failure, false)).toMatchObject({ code: "internal" });
    expect(requests).toHaveLength(1);
  });

  it("tells of an answer that is not S3's", async () => {
    const { send } = await s3Answering({ status: 407, body: "proxy says no" });
    await expect(send(list)).rejects.toMatchObject({ name: "Status407", message: "proxy says no" });
  });
});

describe("a bucket's place", () => {
  it("is a host of its own on AWS, and a path elsewhere", () => {
    expect(bucketUrl("files", "eu-central-1", {}).href).toBe("https://files.s3.eu-central-1.amazonaws.com/");
    const elsewhere = { AWS_ENDPOINT_URL: "http://127.0.0.1:4566" };
    expect(bucketUrl("files", "eu-central-1", elsewhere).href).toBe("http://127.0.0.1:4566/files");
  });
});
