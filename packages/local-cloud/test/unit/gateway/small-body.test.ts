import { hash } from "node:crypto";
import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { incomingBody } from "../../../src/gateway/sigv4/incoming-body.ts";

const content = Buffer.from("a small body");

const bodyOf = (source: Readable, length: number, declared = "UNSIGNED-PAYLOAD") =>
  incomingBody(
    {
      method: "PUT",
      url: "/b/k",
      headers: { "content-length": String(length), "x-amz-content-sha256": declared },
      openBody: () => source,
    },
    undefined,
  );

const arriving = (...pieces: readonly string[]) => {
  const source = new Readable({ read: () => undefined });
  for (const piece of pieces) source.push(piece);
  return source;
};
const complete = (...pieces: readonly string[]) => {
  const source = arriving(...pieces);
  source.push(null);
  return source;
};

describe("a small body", () => {
  it.each([[["a small body"]], [["a ", "small ", "body"]]])(
    "that comes as %j is read whole",
    async (pieces) => {
      const body = bodyOf(complete(...pieces), content.length, hash("sha256", content));
      expect((await body.readWhole?.())?.equals(content)).toBe(true);
    },
  );

  it("may be empty", async () => {
    expect(await bodyOf(complete(), 0).readWhole?.()).toHaveLength(0);
  });

  it("that is not what was signed is refused", async () => {
    const body = bodyOf(complete("another body"), content.length, hash("sha256", content));
    await expect(body.readWhole?.()).rejects.toThrow("x-amz-content-sha256");
  });

  it("that is broken off is incomplete", async () => {
    const source = arriving("a small");
    const reading = bodyOf(source, content.length).readWhole?.();
    setImmediate(() => source.destroy(new Error("aborted")));
    await expect(reading).rejects.toMatchObject({ code: "IncompleteBody" });
  });

  it("that was broken off before anybody read it is incomplete", async () => {
    const source = arriving("a small");
    source.destroy();
    await expect(bodyOf(source, content.length).readWhole?.()).rejects.toMatchObject({
      code: "IncompleteBody",
    });
  });

  it("that ends too early is incomplete", async () => {
    await expect(bodyOf(complete("a small"), content.length).readWhole?.()).rejects.toMatchObject({
      code: "IncompleteBody",
    });
  });
});

it("a body that is not small is only read piece by piece", () => {
  expect(bodyOf(complete(), 32 * 1024 + 1).readWhole).toBeUndefined();
});
