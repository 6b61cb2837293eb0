import { describe, expect, it } from "vitest";
import {
  changeBetween,
  ignored,
  immutable,
  mutable,
  parseProperties,
  refused,
  unwatched,
} from "../../../../src/provision/resources/property-rules.ts";
import { number, required, text } from "../../../../src/provision/resources/shape.ts";

const rules = {
  Name: immutable(text),
  Size: mutable(required(number)),
  Key: ignored("keys do not matter"),
  Code: unwatched("code is elsewhere", text),
  Layers: refused("there are no layers"),
} as const;

describe("rules of properties", () => {
  it("give typed properties, without those that are ignored", () => {
    expect(parseProperties(rules, { Size: "3", Key: "x", Code: "c" })).toEqual({ Size: 3, Code: "c" });
  });

  it.each([
    ["unknown", { Size: 1, Colour: "red" }, /property Colour.*unknown property/],
    ["refused", { Size: 1, Layers: [] }, /property Layers is not supported: there are no layers/],
    ["missing", {}, /property Size is missing/],
  ])("refuse a property that is %s, by name", (_what, properties, message) => {
    expect(() => parseProperties(rules, properties)).toThrow(message);
  });

  it.each([
    ["the same in another order", { Name: "a", Size: 1 }, { Size: 1, Name: "a" }, "none"],
    ["an ignored property", { Key: "a" }, { Key: "b" }, "none"],
    ["an unwatched property", { Code: "a" }, { Code: "b" }, "none"],
    ["a mutable property", { Size: 1 }, { Size: 2 }, "update"],
    ["an immutable property that appears", { Size: 1 }, { Size: 2, Name: "a" }, "replace"],
    ["an immutable property that goes", { Name: "a" }, {}, "replace"],
  ])("tell what a change means: %s", (_what, before, after, kind) => {
    expect(changeBetween(rules, before, after).kind).toBe(kind);
  });
});
