import { describe, expect, it } from "vitest";
import { queryInputOf } from "../../../src/gateway/protocols/query-input.ts";

const read = (text: string) => queryInputOf(new URLSearchParams(text));

describe("query parameters", () => {
  it("become structures, lists and maps, however deep", () => {
    expect(
      read(
        "Name=t&Tags.member.1.Key=a&Tags.member.1.Value=1&Attributes.entry.1.key=Policy&Attributes.entry.1.value=p" +
          "&Entries.member.1.MessageAttributes.entry.1.Name=type&Entries.member.1.MessageAttributes.entry.1.Value.DataType=String",
      ),
    ).toEqual({
      Name: "t",
      Tags: [{ Key: "a", Value: "1" }],
      Attributes: { Policy: "p" },
      Entries: [{ MessageAttributes: { type: { DataType: "String" } } }],
    });
  });

  it("keep the order of their numbers, whatever order and gaps they come in", () => {
    expect(read("L.member.10=c&L.member.2=b&L.member.1=a")).toEqual({ L: ["a", "b", "c"] });
  });

  it("may be members that are called member or entry", () => {
    expect(read("S.member=x&S.other=y")).toEqual({ S: { member: "x", other: "y" } });
    expect(read("S.entry.name=x")).toEqual({ S: { entry: { name: "x" } } });
  });

  it("carry map keys that look like anything", () => {
    const map = read("M.entry.1.key=__proto__&M.entry.1.value=x").M;
    expect(Object.entries(Object(map))).toEqual([["__proto__", "x"]]);
    expect(Object.getPrototypeOf(map)).toBe(Object.prototype);
  });

  it.each(["__proto__.polluted=1", "a.constructor.prototype.polluted=1", `${"a.".repeat(40)}b=1`])(
    "that no client writes are refused: %s",
    (text) => {
      expect(() => read(text)).toThrow("cannot be read");
      expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain("polluted");
    },
  );
});
