import { describe, expect, it } from "vitest";
import { createSharedBody } from "../../../src/edge/cache/shared-body.ts";

const textOf = async (pieces: AsyncIterable<Buffer>): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of pieces) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
};

/** Settles when everything that is ready to go on has gone on. */
const quiet = () => new Promise<void>((resolve) => setImmediate(resolve));

describe("a shared body", () => {
  it("gives every reader all of it, whenever they come", async () => {
    const body = createSharedBody(true);
    const early = textOf(body.read());
    await body.push(Buffer.from("one "));
    const between = textOf(body.read());
    await body.push(Buffer.from("two"));
    body.end();
    expect(await Promise.all([early, between, textOf(body.read())])).toEqual([
      "one two",
      "one two",
      "one two",
    ]);
    expect(body.whole()?.toString()).toBe("one two");
    expect(body.total).toBe(7);
  });

  it("gives a part as soon as that is there", async () => {
    const body = createSharedBody(true);
    const part = textOf(body.read(2, 6));
    await body.push(Buffer.from("0123"));
    await body.push(Buffer.from("4567"));
    expect(await part).toBe("2345");
  });

  it("lets those fail who wait for what will never come", async () => {
    const body = createSharedBody(true);
    const reading = textOf(body.read());
    await body.push(Buffer.from("half"));
    body.fail(new Error("broken"));
    await expect(reading).rejects.toThrow("broken");
    await expect(body.complete()).rejects.toThrow("broken");
    expect(body.total).toBeUndefined();
  });

  it("holds its source back for the slowest reader when it keeps nothing", async () => {
    const body = createSharedBody(false);
    const reader = body.read();
    const megabyte = Buffer.alloc(1_048_576);
    await body.push(megabyte);
    let pushed = false;
    const second = body.push(megabyte).then((more) => {
      pushed = true;
      return more;
    });
    await quiet();
    expect(pushed).toBe(false);
    await reader.next();
    expect(await second).toBe(true);
  });

  it("tells its source when nobody reads any more", async () => {
    const body = createSharedBody(false);
    const reader = body.read();
    await body.push(Buffer.from("a"));
    await reader.next();
    await reader.return();
    expect(await body.push(Buffer.from("b"))).toBe(false);
    const ignored = createSharedBody(false);
    ignored.ignore();
    expect(await ignored.push(Buffer.from("a"))).toBe(false);
  });

  it("does not keep those waiting for its end who would have to read it to get there", async () => {
    const body = createSharedBody(true);
    const waiting = body.complete();
    await body.push(Buffer.from("a"));
    body.stopKeeping();
    expect(await waiting).toBe(false);
  });

  it("goes on for itself when it is kept, whoever leaves", async () => {
    const body = createSharedBody(true);
    const reader = body.read();
    await body.push(Buffer.from("a"));
    await reader.next();
    await reader.return();
    expect(await body.push(Buffer.from("b"))).toBe(true);
    body.end();
    expect(body.whole()?.toString()).toBe("ab");
  });

  it("has no beginning any more for those who come after it was given up", async () => {
    const body = createSharedBody(true);
    const reader = body.read();
    await body.push(Buffer.from("a"));
    await reader.next();
    body.stopKeeping();
    await expect(textOf(body.read())).rejects.toThrow("has not been kept");
    const rest = textOf(reader);
    await body.push(Buffer.from("b"));
    body.end();
    expect(await rest).toBe("b");
    expect(body.whole()).toBeUndefined();
  });
});
