import { createHash } from "node:crypto";
import { once } from "node:events";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CloudProcess, type CloudProcesses, cloudProcesses } from "./processes.ts";

const Bucket = "large";
const size = 192 * 1024 * 1024;
const piece = Buffer.alloc(1024 * 1024, 0x61);

let processes: CloudProcesses;
let cloud: CloudProcess;
beforeAll(async () => {
  processes = await cloudProcesses();
  cloud = await processes.start();
  await cloud.s3.createBucket({ Bucket });
});
afterAll(() => processes.end());

const peakKibibytes = async (): Promise<number> => {
  const answer = once(cloud.child, "message");
  cloud.child.send("peak");
  return Number((await answer)[0]);
};

const pieces = () =>
  Readable.from(
    (function* () {
      for (let sent = 0; sent < size; sent += piece.length) yield piece;
    })(),
  );

describe("an object of 192 MiB", () => {
  it("passes through a fraction of its size in memory, both ways", async () => {
    const before = await peakKibibytes();
    await cloud.s3.putObject({ Bucket, Key: "k", Body: pieces(), ContentLength: size });
    const { Body, ContentLength } = await cloud.s3.getObject({ Bucket, Key: "k" });
    expect(ContentLength).toBe(size);
    const hash = createHash("md5");
    let received = 0;
    for await (const bytes of Body?.transformToWebStream() ?? []) {
      hash.update(bytes);
      received += bytes.length;
    }
    expect(received).toBe(size);
    const expected = createHash("md5");
    for (let sent = 0; sent < size; sent += piece.length) expected.update(piece);
    expect(hash.digest("hex")).toBe(expected.digest("hex"));
    expect((await peakKibibytes()) - before).toBeLessThan(96 * 1024);
  });
});
