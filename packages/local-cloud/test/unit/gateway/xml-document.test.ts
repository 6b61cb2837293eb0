import { describe, expect, it } from "vitest";
import { parseXml } from "../../../src/gateway/protocols/xml-document.ts";

describe("a document", () => {
  it("is its elements and their text, whatever the namespaces", () => {
    const document = `\uFEFF<?xml version="1.0"?><!-- a --><a:T xmlns:a="u"><K x='1'>1 &lt; 2 &amp;&#x20;&#51;</K><V/><V><![CDATA[<raw>]]></V></a:T>`;
    expect(parseXml(document)).toMatchObject({
      name: "T",
      children: [
        { name: "K", text: "1 < 2 & 3", children: [] },
        { name: "V", text: "" },
        { name: "V", text: "<raw>" },
      ],
    });
  });

  it.each([
    "",
    "text",
    "<a>",
    "</a>",
    "<a></b>",
    "<a/><b/>",
    "<a/>text",
    "<a b=c/>",
    "<a>&nbsp;</a>",
    "<a>&#xD800;</a>",
    "<a>&#99999999;</a>",
    "<!DOCTYPE a><a/>",
    '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
    `${"<a>".repeat(100)}${"</a>".repeat(100)}`,
  ])("cannot be %j", (document) => {
    expect(() => parseXml(document)).toThrow();
  });
});
