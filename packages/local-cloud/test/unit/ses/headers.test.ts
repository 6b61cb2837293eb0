import { describe, expect, it } from "vitest";
import { headerRecord, headersOfRaw, withReplaced } from "../../../src/engines/ses/messages/headers.ts";

describe("the header section of a raw message", () => {
  it("is unfolded, and ends at the first empty line", () => {
    const raw = Buffer.from("Subject: a\r\n b\r\nX-A:1\r\nno field\r\n\r\nX-Body: 2\r\n");
    expect(headersOfRaw(raw)).toEqual([
      { name: "Subject", value: "a b" },
      { name: "X-A", value: "1" },
    ]);
  });

  it("is read with bare line feeds, and without a body", () => {
    expect(headersOfRaw(Buffer.from("From: a@a.example\nTo: b@a.example\n\nbody"))).toHaveLength(2);
    expect(headersOfRaw(Buffer.from("From: a@a.example"))).toHaveLength(1);
    expect(headersOfRaw(Buffer.from("\r\n\r\nFrom: a@a.example"))).toEqual([]);
  });
});

describe("headers", () => {
  it("are replaced whatever their capitals", () => {
    const all = [
      { name: "List-Id", value: "all" },
      { name: "X-A", value: "1" },
    ];
    expect(withReplaced(all, [{ name: "list-id", value: "one" }])).toEqual([
      { name: "X-A", value: "1" },
      { name: "list-id", value: "one" },
    ]);
  });

  it("that come more than once are joined", () => {
    const twice = [
      { name: "X-A", value: "1" },
      { name: "X-A", value: "2" },
      { name: "constructor", value: "x" },
    ];
    expect(headerRecord(twice)).toEqual({ "X-A": "1, 2", constructor: "x" });
  });
});
