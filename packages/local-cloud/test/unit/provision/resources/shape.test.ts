import { describe, expect, it } from "vitest";
import type { Json } from "../../../../src/provision/json.ts";
import * as shape from "../../../../src/provision/resources/shape.ts";

const parse = <T>(of: shape.Shape<T>, value: Json) => of.parse(value, "P");

describe("shapes of properties", () => {
  it("read texts, numbers and flags as CloudFormation does", () => {
    expect(parse(shape.text, 5)).toBe("5");
    expect(parse(shape.number, "5")).toBe(5);
    expect(parse(shape.flag, "true")).toBe(true);
    expect(parse(shape.flag, false)).toBe(false);
    expect(parse(shape.jsonText, { a: [1] })).toBe('{"a":[1]}');
    expect(parse(shape.jsonText, '{"a": 1}')).toBe('{"a": 1}');
  });

  it("read lists, maps and objects of them", () => {
    const of = shape.object({ sizes: shape.list(shape.number), names: shape.map(shape.text) });
    expect(parse(of, { sizes: ["1", 2], names: { a: 3 } })).toEqual({ sizes: [1, 2], names: { a: "3" } });
  });

  it.each<[string, shape.Shape<unknown>, Json, RegExp]>([
    [
      "a wrong type, with its path",
      shape.object({ a: shape.list(shape.number) }),
      { a: [1, "x"] },
      /P\.a\[1\] must be a number/,
    ],
    ["an empty number", shape.number, " ", /must be a number/],
    ["another choice", shape.oneOf("A", "B"), "C", /one of A, B/],
    [
      "an unknown member",
      shape.object({ a: shape.text }),
      { b: 1 },
      /P\.b is not supported.*unknown property/,
    ],
    ["a missing member", shape.object({ a: shape.required(shape.text) }), {}, /P\.a is missing/],
    ["an object for a list", shape.list(shape.text), {}, /must be a list/],
  ])("refuse %s", (_what, of, value, message) => {
    expect(() => parse(of, value)).toThrow(message);
  });
});
