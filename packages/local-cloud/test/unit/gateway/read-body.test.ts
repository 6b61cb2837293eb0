import { PassThrough, Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { readBody } from "../../../src/gateway/read-body.ts";

describe("a body that is read whole", () => {
  it("is put together from its pieces", async () => {
    const body = Readable.from([Buffer.from("one "), Buffer.from("two")]);
    expect(String(await readBody(body))).toBe("one two");
  });

  it("is empty when it has ended before anybody reads it", async () => {
    const body = Readable.from([]);
    await body.toArray();
    expect(await readBody(body)).toHaveLength(0);
  });

  it("is refused when it is too large, and its stream stays open for an answer", async () => {
    const body = new PassThrough();
    const reading = readBody(body);
    for (let written = 0; written <= 20; written += 1) body.write(Buffer.alloc(1024 * 1024));
    await expect(reading).rejects.toMatchObject({ code: "RequestEntityTooLarge", status: 413 });
    expect(body.destroyed).toBe(false);
  });

  it("fails when the client hangs up in the middle, and when it has hung up before", async () => {
    const body = new PassThrough();
    const reading = readBody(body);
    body.write("one");
    body.destroy();
    await expect(reading).rejects.toThrow("hung up");
    await expect(readBody(body)).rejects.toThrow("hung up");
  });
});
