// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is the syntax of Fn::Sub
import { describe, expect, it } from "vitest";
import type { Json } from "../../../../src/provision/json.ts";
import { noValue, resolve } from "../../../../src/provision/template/intrinsics.ts";
import { scopeOf } from "../support/scope.ts";

const scope = scopeOf({
  refs: { Queue: "http://queue", Stage: "dev", Zones: ["a", "b"], "AWS::Region": "eu-west-1" },
  attributes: { "Table.Arn": "arn:table", "Table.Stream.Label": "label" },
  conditions: { IsProd: false, IsDev: true },
  exports: { "dev-topic": "arn:topic" },
  mappings: { Sizes: { dev: { memory: 128, zones: ["x"] } } },
});

const resolved = (value: Json) => resolve(value, scope);

describe("intrinsic functions", () => {
  it.each<[string, Json, Json]>([
    ["Ref of a resource", { Ref: "Queue" }, "http://queue"],
    ["Ref of a pseudo parameter", { Ref: "AWS::Region" }, "eu-west-1"],
    ["Ref of a list parameter", { Ref: "Zones" }, ["a", "b"]],
    ["Fn::GetAtt as a list", { "Fn::GetAtt": ["Table", "Arn"] }, "arn:table"],
    ["Fn::GetAtt with a dot", { "Fn::GetAtt": "Table.Arn" }, "arn:table"],
    ["Fn::GetAtt of an attribute with a dot", { "Fn::GetAtt": "Table.Stream.Label" }, "label"],
    ["Fn::GetAtt whose attribute is a Ref", { "Fn::GetAtt": ["Table", { "Fn::Sub": "Arn" }] }, "arn:table"],
    ["Fn::Sub of names", { "Fn::Sub": "${Stage}/${Table.Arn}/${AWS::Region}" }, "dev/arn:table/eu-west-1"],
    [
      "Fn::Sub with its own values",
      { "Fn::Sub": ["${a}-${Stage}", { a: { Ref: "Queue" } }] },
      "http://queue-dev",
    ],
    ["Fn::Sub of a literal", { "Fn::Sub": "${!aws:username}/${Stage}" }, "${aws:username}/dev"],
    ["Fn::Join", { "Fn::Join": ["-", ["a", { Ref: "Stage" }, 3]] }, "a-dev-3"],
    ["Fn::Join of a list parameter", { "Fn::Join": [",", { Ref: "Zones" }] }, "a,b"],
    ["Fn::Select", { "Fn::Select": ["1", ["a", "b"]] }, "b"],
    ["Fn::Split", { "Fn::Split": [",", "a,b"] }, ["a", "b"]],
    ["Fn::Select of Fn::Split", { "Fn::Select": [2, { "Fn::Split": [":", "a:b:c"] }] }, "c"],
    ["Fn::FindInMap", { "Fn::FindInMap": ["Sizes", { Ref: "Stage" }, "memory"] }, 128],
    ["Fn::ImportValue", { "Fn::ImportValue": { "Fn::Sub": "${Stage}-topic" } }, "arn:topic"],
    ["Fn::Base64", { "Fn::Base64": { Ref: "Stage" } }, "ZGV2"],
    ["Fn::If that holds", { "Fn::If": ["IsDev", { Ref: "Stage" }, "x"] }, "dev"],
    ["Fn::If that does not", { "Fn::If": ["IsProd", "x", { Ref: "Stage" }] }, "dev"],
  ])("resolves %s", (_what, value, expected) => {
    expect(resolved(value)).toEqual(expected);
  });

  it("resolves inside objects and lists, and leaves plain values alone", () => {
    const value = { a: [{ Ref: "Stage" }, 1, true, null], b: { c: { Ref: "Queue" } } };
    expect(resolved(value)).toEqual({ a: ["dev", 1, true, null], b: { c: "http://queue" } });
  });

  it("removes members and items that come to AWS::NoValue", () => {
    const absent = { "Fn::If": ["IsProd", "x", { Ref: "AWS::NoValue" }] };
    expect(resolved({ a: absent, b: ["1", absent] })).toEqual({ b: ["1"] });
    expect(resolved(absent)).toBe(noValue);
  });

  it("does not look into the branch of Fn::If that is not taken", () => {
    expect(resolved({ "Fn::If": ["IsDev", "a", { Ref: "Nowhere" }] })).toBe("a");
  });

  it("takes an object with a Ref among other keys as plain data", () => {
    expect(resolved({ Ref: "Stage", other: 1 })).toEqual({ Ref: "Stage", other: 1 });
  });

  it.each<[string, Json, RegExp]>([
    ["an unknown function", { "Fn::Frobnicate": [] }, /Fn::Frobnicate is not supported.*unknown function/],
    ["macros", { "Fn::Transform": {} }, /Fn::Transform is not supported.*macros are not run/],
    ["availability zones", { "Fn::GetAZs": "" }, /Fn::GetAZs is not supported.*availability zones/],
    ["language extensions", { "Fn::Length": [] }, /Fn::Length.*LanguageExtensions/],
    ["a function beside other keys", { "Fn::Sub": "a", b: 1 }, /Fn::Sub must be the only key/],
    ["an index out of range", { "Fn::Select": [2, ["a"]] }, /no item 2 in a list of 1/],
    ["a map that is not there", { "Fn::FindInMap": ["Sizes", "prod", "memory"] }, /Sizes\.prod\.memory/],
    ["too few arguments", { "Fn::Join": ["-"] }, /Fn::Join takes a list of 2/],
    ["a list inside a text", { "Fn::Sub": "${Zones}" }, /\$\{Zones\} must be a string/],
    ["AWS::NoValue inside a text", { "Fn::Sub": "${AWS::NoValue}" }, /NoValue cannot be used here/],
    ["a name that stands for nothing", { Ref: "Nowhere" }, /Nowhere/],
  ])("refuses %s", (_what, value, message) => {
    expect(() => resolved(value)).toThrow(message);
  });
});
