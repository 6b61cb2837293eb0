import { siteKeyOf, sitePaths } from "@skein/contracts/site";
import { Parser } from "htmlparser2";
import { beforeAll, describe, expect, it } from "vitest";
import { type BuiltSite, builtSite } from "../support/built-site.ts";

let site: BuiltSite;
beforeAll(async () => {
  site = await builtSite();
});

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
}

const elementsOf = (html: string): readonly Element[] => {
  const elements: Element[] = [];
  const open: Element[] = [];
  const parser = new Parser({
    onopentag: (name, attributes) => {
      const element = { name, attributes, text: "" };
      elements.push(element);
      open.push(element);
    },
    ontext: (text) => {
      for (const element of open) element.text += text;
    },
    onclosetag: () => void open.pop(),
  });
  parser.end(html);
  return elements;
};

const eachPage = (check: (elements: readonly Element[], key: string) => void) => () => {
  expect(site.pages.size).toBe(7);
  for (const [key, html] of site.pages) check(elementsOf(html), key);
};

const named = (elements: readonly Element[], name: string) => elements.filter((one) => one.name === name);

describe("every page", () => {
  it(
    "works under a policy of default-src 'self': no script, style or handler within it, nothing from elsewhere",
    eachPage((elements, key) => {
      expect(named(elements, "style"), key).toEqual([]);
      for (const { attributes, text } of named(elements, "script")) {
        expect(attributes.src, key).toMatch(/^\/assets\//);
        expect(text.trim(), key).toBe("");
      }
      for (const { attributes } of elements) {
        const names = Object.keys(attributes);
        expect(
          names.filter((name) => name === "style" || name.startsWith("on")),
          key,
        ).toEqual([]);
        for (const name of ["src", "href", "action"])
          expect(attributes[name] ?? "/", key).toMatch(/^(?:\/(?!\/)|#|\{\{\w+\}\}$)/);
      }
    }),
  );

  it(
    "leads only to what there is",
    eachPage((elements, key) => {
      // What the blog service writes, and the routes that forms are sent to.
      const elsewhere = [
        siteKeyOf(sitePaths.home),
        siteKeyOf(sitePaths.feed),
        "subscribers",
        "subscribers/unsubscribe",
      ];
      const known = new Set([...site.files.map((file) => file.key), ...elsewhere]);
      const addresses = elements.flatMap(({ attributes: { src, href, action } }) => [src, href, action]);
      const own = addresses.filter((address) => address?.startsWith("/"));
      expect(own.length, key).toBeGreaterThan(5);
      for (const address of own) expect(known, key).toContain(siteKeyOf(address ?? ""));
      const ids = new Set(elements.map(({ attributes }) => attributes.id));
      for (const address of addresses.filter((one) => one?.startsWith("#")))
        expect(ids, key).toContain(address?.slice(1));
    }),
  );

  it(
    "says its language and its title, has one heading of the first level, and a link to its content",
    eachPage((elements, key) => {
      expect(named(elements, "html")[0]?.attributes.lang, key).toBe("en");
      expect(
        named(elements, "title")
          .map(({ text }) => text.trim())
          .join(),
        key,
      ).toMatch(/Skein$/);
      expect(named(elements, "h1").length, key).toBe(1);
      expect(named(elements, "main")[0]?.attributes.id, key).toBe("content");
      expect(named(elements, "a")[0]?.attributes.href, key).toBe("#content");
    }),
  );

  it(
    "names its images, its fields and its parts for navigation",
    eachPage((elements, key) => {
      for (const { attributes } of named(elements, "img")) expect(attributes, key).toHaveProperty("alt");
      for (const { attributes } of named(elements, "nav")) expect(attributes["aria-label"], key).toBeTruthy();
      const labelled = named(elements, "label").map(({ attributes }) => attributes.for);
      for (const { attributes } of named(elements, "input")) expect(labelled, key).toContain(attributes.id);
    }),
  );

  it(
    "is read without a script: only forms have one",
    eachPage((elements, key) => {
      expect(named(elements, "script").length, key).toBe(named(elements, "form").length);
    }),
  );

  it("has no placeholder of the build left", () => {
    for (const { key } of site.files.filter(({ kind }) => kind !== "asset"))
      expect(site.text(key)).not.toMatch(/\[\[|\]\]/);
  });

  it("that is finished has no placeholder at all", () => {
    for (const { key } of site.files.filter(({ kind }) => kind === "page"))
      expect(site.text(key)).not.toContain("{{");
  });
});
