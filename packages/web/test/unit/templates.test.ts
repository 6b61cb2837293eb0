import { type TemplateName, templateKeys, templatePages } from "@skein/contracts/site";
import { beforeAll, describe, expect, it } from "vitest";
import { type BuiltSite, builtSite } from "../support/built-site.ts";
import { fieldsOf, placeholders } from "../support/placeholders.ts";

let site: BuiltSite;
beforeAll(async () => {
  site = await builtSite();
});

const names = Object.keys(templateKeys) as TemplateName[];

describe.each(names)("the template of %s", (name) => {
  const found = () => placeholders(site.text(templateKeys[name]), templatePages[name]);

  it("shows all that the page has, and asks for nothing else", () => {
    expect([...new Set(found().map(({ path }) => path))].sort()).toEqual(
      [...fieldsOf(templatePages[name])].sort(),
    );
  });

  it("escapes all but the HTML of a post", () => {
    const raw = found().filter(({ escaped }) => !escaped);
    expect(raw.map(({ path }) => path)).toEqual(name === "post" ? ["html"] : []);
  });

  it("has its placeholders between quotes or in the text of an element", () => {
    // Escaping is made for these two places only. The address of a refresh is between the quotes of its attribute.
    const text = site.text(templateKeys[name]).replace(/ content="0; url=\{\{path\}\}"/, "");
    for (const [placeholder] of text.matchAll(/=\s*\{\{.*?\}\}/g)) expect(placeholder).toBe("between quotes");
  });

  it("lets no address begin with what somebody typed", () => {
    const addresses = [...site.text(templateKeys[name]).matchAll(/(?:href|src)="\{\{(\w+)\}\}"/g)];
    for (const [, field] of addresses)
      expect(["path", "url", "siteUrl", "postUrl", "newer", "older"]).toContain(field);
  });
});
