import { describe, expect, it } from "vitest";
import { checkSyntax, RenderingFailure, render } from "../../../src/engines/ses/templates/render.ts";
import { withReplacements } from "../../../src/engines/ses/templates/template-data.ts";

const text = (template: string, data: Record<string, unknown>) => render({ text: template }, data).text;

describe("a template", () => {
  it.each([
    ["nested attributes", "{{a.b}}", { a: { b: 1 } }, "1"],
    ["lists", "{{#each l}}{{@index}}{{this.n}} {{/each}}", { l: [{ n: "x" }, { n: "y" }] }, "0x 1y "],
    ["conditions on what is there", "{{#if a}}y{{else}}n{{/if}}", { a: true }, "y"],
    ["conditions on what is not", "{{#if a}}y{{else}}n{{/if}}", {}, "n"],
    ["inline partials", '{{#* inline "p"}}<{{a}}>{{/inline}}{{> p}}', { a: 1 }, "<1>"],
    ["markup as it is", "{{a}}", { a: "<script>&" }, "<script>&"],
  ])("knows %s", (_what, template, data, expected) => {
    expect(text(template, data)).toBe(expected);
  });

  it.each([
    ["{{name}}", "Attribute 'name' is not present in the rendering data."],
    ["{{a.name}}", "Attribute 'name' is not present in the rendering data."],
    ["{{unknown 1}}", "Attribute 'unknown' is not present in the rendering data."],
  ])("%s fails without its data", (template, message) => {
    expect(() => text(template, { a: {} })).toThrow(RenderingFailure);
    expect(() => text(template, { a: {} })).toThrow(message);
  });

  it("does not reach into the runtime", () => {
    expect(text("{{constructor}}{{__proto__}}", {})).toBe("");
    expect(() => text("{{a.constructor.name}}", { a: {} })).toThrow(RenderingFailure);
    expect(() => text("{{log 'x'}}", {})).toThrow(RenderingFailure);
  });

  it("of the same object is compiled anew when it is another object", () => {
    const before = { text: "1 {{a}}" };
    expect(render(before, { a: "x" }).text).toBe("1 x");
    expect(render({ ...before, text: "2 {{a}}" }, { a: "x" }).text).toBe("2 x");
  });

  it("with a mistake is refused before it is stored", () => {
    expect(() => checkSyntax({ subject: "fine", html: "{{#each x}}" })).toThrow("The template is invalid");
  });
});

describe("replacement data", () => {
  it("goes down into objects and replaces all else", () => {
    const data = { name: "all", place: { city: "Ulm", zip: 1 }, list: [1, 2] };
    expect(withReplacements(data, { place: { city: "Bonn" }, list: [3] })).toEqual({
      name: "all",
      place: { city: "Bonn", zip: 1 },
      list: [3],
    });
  });
});
