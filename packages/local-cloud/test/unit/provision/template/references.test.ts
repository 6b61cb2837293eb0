// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is the syntax of Fn::Sub
import { describe, expect, it } from "vitest";
import type { Json } from "../../../../src/provision/json.ts";
import { referencesIn } from "../../../../src/provision/template/references.ts";

const namesIn = (value: Json) =>
  referencesIn(value, (name) => name === "Yes").map(({ name, attribute }) =>
    attribute === undefined ? name : `${name}.${attribute}`,
  );

describe("references in a value", () => {
  it("finds Ref, both forms of Fn::GetAtt and the names in Fn::Sub", () => {
    const value = [
      { Ref: "A" },
      { "Fn::GetAtt": ["B", "Arn"] },
      { "Fn::GetAtt": "C.Arn" },
      { nested: { "Fn::Sub": "${D}/${E.Arn}/${!F}" } },
    ];
    expect(namesIn(value)).toEqual(["A", "B.Arn", "C.Arn", "D", "E.Arn"]);
  });

  it("looks into the values of Fn::Sub, not at the names that they define", () => {
    expect(namesIn({ "Fn::Sub": ["${own}${A}", { own: { Ref: "B" } }] })).toEqual(["A", "B"]);
  });

  it("looks into the arguments of other functions", () => {
    expect(namesIn({ "Fn::Join": ["", ["x", { "Fn::Select": [0, [{ Ref: "A" }]] }]] })).toEqual(["A"]);
  });

  it("follows only the branch of Fn::If that is taken", () => {
    const value = (condition: string): Json => ({ "Fn::If": [condition, { Ref: "A" }, { Ref: "B" }] });
    expect(namesIn([value("Yes"), value("No")])).toEqual(["A", "B"]);
  });
});
