import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../../src/provision/json.ts";
import { parameterValues } from "../../../../src/provision/template/parameters.ts";

const value = (declaration: JsonObject, given?: string) =>
  parameterValues({ Size: declaration }, given === undefined ? {} : { Size: given }).Size;

describe("parameters", () => {
  it("takes the given value, else the default", () => {
    expect(value({ Type: "String", Default: "dev" })).toBe("dev");
    expect(value({ Type: "String", Default: "dev" }, "prod")).toBe("prod");
  });

  it("splits lists", () => {
    expect(value({ Type: "CommaDelimitedList", Default: "a, b" })).toEqual(["a", "b"]);
    expect(value({ Type: "List<Number>" }, "1,2")).toEqual(["1", "2"]);
  });

  it.each<[string, JsonObject, string | undefined, RegExp]>([
    ["no value", { Type: "String" }, undefined, /Parameters\.Size: has no value and no Default/],
    ["a value that is not allowed", { Type: "String", AllowedValues: ["a", "b"] }, "c", /"c".*AllowedValues/],
    ["a value against the pattern", { Type: "String", AllowedPattern: "[a-z]+" }, "a1", /AllowedPattern/],
    ["a text that is too long", { Type: "String", MaxLength: 2 }, "abc", /MaxLength 2/],
    ["a text that is too short", { Type: "String", MinLength: "2" }, "a", /MinLength "2"/],
    ["a number that is too large", { Type: "Number", MaxValue: 2 }, "3", /MaxValue 2/],
    ["a number that is too small", { Type: "Number", MinValue: 2 }, "1", /MinValue 2/],
    ["a text for a number", { Type: "Number" }, "many", /"many" is not a number/],
    ["a list with a wrong item", { Type: "CommaDelimitedList", AllowedValues: ["a"] }, "a,b", /"b"/],
    ["another type", { Type: "AWS::SSM::Parameter::Value<String>" }, "a", /resolve:ssm/],
    ["an unknown attribute", { Type: "String", Defualt: "a" }, "a", /attribute Defualt/],
  ])("refuses %s", (_what, declaration, given, message) => {
    expect(() => value(declaration, given)).toThrow(message);
  });

  it("explains a constraint in the words of its author", () => {
    const declaration = { Type: "String", AllowedPattern: "a", ConstraintDescription: "must be an a" };
    expect(() => value(declaration, "b")).toThrow(/must be an a/);
  });

  it("refuses a value for a parameter that the template does not have", () => {
    expect(() => parameterValues({}, { Size: "1" })).toThrow(/no parameter Size/);
  });
});
