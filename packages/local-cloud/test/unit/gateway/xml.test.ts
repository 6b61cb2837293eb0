import { describe, expect, it } from "vitest";
import { xmlMap, xmlMembers } from "../../../src/gateway/protocols/xml.ts";

describe("XML of an answer", () => {
  it("writes structures, lists and maps", () => {
    expect(xmlMembers({ A: { B: 1 }, L: ["x", { y: true }], M: xmlMap({ k: "v" }) })).toBe(
      "<A><B>1</B></A><L><member>x</member><member><y>true</y></member></L><M><entry><key>k</key><value>v</value></entry></M>",
    );
  });

  it("leaves out what has no value, and keeps what is empty", () => {
    expect(xmlMembers({ a: undefined, b: null, c: "", d: [], e: 0, f: false })).toBe(
      "<c></c><d></d><e>0</e><f>false</f>",
    );
  });

  it("escapes what XML would take for its own", () => {
    expect(xmlMembers({ a: `<&>"\r` })).toBe("<a>&lt;&amp;&gt;&quot;&#xD;</a>");
  });

  it("writes times as ISO 8601 and bytes as base64", () => {
    expect(xmlMembers({ t: new Date(0), b: Buffer.from("hi") })).toBe(
      "<t>1970-01-01T00:00:00.000Z</t><b>aGk=</b>",
    );
  });
});
