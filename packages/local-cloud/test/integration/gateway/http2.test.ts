import { connect as connectHttp2 } from "node:http2";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { KinesisClient, ListStreamsCommand } from "@aws-sdk/client-kinesis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../../src/gateway/engine.ts";
import { startTestCloud, type TestCloud } from "../../support/cloud.ts";

const kinesis: Engine = {
  service: "kinesis",
  protocol: "json-1.1",
  targets: ["Kinesis_20131202"],
  operations: {
    ListStreams: { access: () => [], handle: () => ({ StreamNames: ["s"], HasMoreStreams: false }) },
  },
};

let cloud: TestCloud;
let port: number;

beforeAll(async () => {
  cloud = await startTestCloud({ engines: () => [kinesis] });
  port = Number(new URL(cloud.endpoint).port);
});
afterAll(() => cloud.close());

const request = async (headers: Record<string, string>, body = "") => {
  const session = connectHttp2(cloud.endpoint);
  const stream = session.request({ ":method": "POST", ":path": "/", ...headers });
  stream.end(body);
  const answer = new Promise<Record<string, unknown>>((resolve) => stream.once("response", resolve));
  const received = { headers: await answer, body: await text(stream) };
  session.close();
  return received;
};

/** Writes the chunks one after the other, and answers what comes back until the first line is complete. */
const overTcp = (chunks: readonly Buffer[]): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    const [first, ...rest] = chunks;
    socket.once("error", reject);
    socket.once("data", (data) => {
      socket.destroy();
      resolve(data);
    });
    socket.once("connect", async () => {
      if (first) socket.write(first);
      for (const chunk of rest) {
        // Only a pause makes them separate packets.
        await new Promise((next) => setTimeout(next, 5));
        socket.write(chunk);
      }
    });
  });

const bytesOf = (content: string): Buffer[] => [...Buffer.from(content)].map((byte) => Buffer.from([byte]));

describe("the endpoint", () => {
  it("answers the SDK's Kinesis client as it is, which speaks HTTP/2 in clear text", async () => {
    const client = new KinesisClient(cloud.client);
    const answers = await Promise.all([1, 2, 3].map(() => client.send(new ListStreamsCommand({}))));
    expect(answers.map(({ StreamNames }) => StreamNames)).toEqual([["s"], ["s"], ["s"]]);
    expect(answers[0]?.$metadata.requestId).toMatch(/^[\da-f-]{36}$/);
  });

  it("checks signatures over HTTP/2 too", async () => {
    const credentials = { ...cloud.client.credentials, secretAccessKey: "another" };
    const client = new KinesisClient({ ...cloud.client, credentials });
    await expect(client.send(new ListStreamsCommand({}))).rejects.toThrow(/signature/);
  });

  it("answers HTTP/2 errors in the protocol of the service", async () => {
    const { headers, body } = await request({
      "x-amz-target": "Kinesis_20131202.ListStreams",
      "content-type": "application/x-amz-json-1.1",
    });
    expect(headers).toMatchObject({ ":status": 400, "content-type": "application/x-amz-json-1.1" });
    expect(JSON.parse(body)).toMatchObject({ __type: "MissingAuthenticationTokenException" });
  });

  it("takes no body above its limit", async () => {
    const { headers } = await request(
      { "x-amz-target": "Kinesis_20131202.ListStreams" },
      "x".repeat(20 * 1024 * 1024 + 1),
    );
    expect(headers).toMatchObject({ ":status": 413 });
  });

  it("recognises HTTP/2 when its opening comes byte by byte", async () => {
    const settings = Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]);
    const answer = await overTcp([...bytesOf("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), settings]);
    // A settings frame comes first: https://www.rfc-editor.org/rfc/rfc9113#section-3.4
    expect(answer[3]).toBe(4);
  });

  it("answers HTTP/1.1 as before, also when it comes byte by byte, or with its body behind it", async () => {
    const head = "PUT / HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 2\r\n\r\n";
    for (const chunks of [
      bytesOf(`${head}{}`),
      [Buffer.from(`${head}{}`)],
      [Buffer.from(head), Buffer.from("{}")],
    ])
      expect(String(await overTcp(chunks))).toMatch(/^HTTP\/1\.1 404 Not Found\r\n/);
  });

  it("refuses what is no HTTP at all", async () => {
    expect(String(await overTcp([Buffer.from("hello\r\n\r\n")]))).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
  });

  it("ends connections of both kinds, and silent ones, when it closes", async () => {
    const own = await startTestCloud({ engines: () => [kinesis] });
    const session = connectHttp2(own.endpoint);
    await new Promise((resolve) => session.once("connect", resolve));
    const silent = connect(Number(new URL(own.endpoint).port), "127.0.0.1");
    await new Promise((resolve) => silent.once("connect", resolve));
    const ended = Promise.all([
      new Promise((resolve) => session.once("close", resolve)),
      new Promise((resolve) => silent.once("close", resolve)),
    ]);
    await own.close();
    await ended;
  });
});
