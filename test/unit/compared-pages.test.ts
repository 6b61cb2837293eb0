/** Pages that compare us with AWS say of every option which test proves it: each of these tests is there. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const docs = path.resolve(import.meta.dirname, "../../docs");

interface Link {
  readonly title: string;
  readonly name: string;
  readonly address: string | undefined;
}

/** `[name]: address` at the foot of a page. */
const addressesOf = (text: string): ReadonlyMap<string, string> =>
  new Map(
    [...text.matchAll(/^\[([^\]]+)\]: (\S+)$/gm)].map(([, name = "", address = ""]) => [name, address]),
  );

/** `[text][name]` in a piece of a page. */
const linksOf = (piece: string, addresses: ReadonlyMap<string, string>): readonly Link[] =>
  [...piece.matchAll(/\[([^\]]+)\]\[([^\]]+)\]/g)].map(([, title = "", name = ""]) => ({
    title: title.replaceAll("\\", ""),
    name,
    address: addresses.get(name),
  }));

const isTest = ({ address }: Link) => address?.endsWith(".test.ts") ?? false;

const rowsOf = (piece: string) =>
  piece.split("\n").filter((line) => line.startsWith("|") && !/^\| *(-|option |what )/.test(line));

const pages = [
  { page: "event-plane.md", scriptsFrom: "\n## `npm run chaos`", fewestOptions: 100 },
  { page: "s3.md", scriptsFrom: "\n## `npm run bench", fewestOptions: 40 },
];

describe.each(pages)("docs/$page", ({ page, scriptsFrom, fewestOptions }) => {
  const text = readFileSync(path.join(docs, page), "utf8");
  const addresses = addressesOf(text);
  const links = linksOf(text, addresses);

  it("has an address for every link, and a link for every address", () => {
    const used = new Set(links.map(({ name }) => name));
    expect(links.filter(({ address }) => address === undefined)).toEqual([]);
    expect([...addresses.keys()].filter((name) => !used.has(name))).toEqual([]);
  });

  it("names a test for every option", () => {
    const rows = rowsOf(text.split(scriptsFrom)[0] ?? "");
    expect(rows.length).toBeGreaterThan(fewestOptions);
    expect(rows.filter((row) => !linksOf(row, addresses).some(isTest))).toEqual([]);
  });

  it.each([...new Set(links.filter(isTest).map(({ address }) => address ?? ""))])(
    "names tests of %s",
    (address) => {
      const file = path.resolve(docs, address);
      expect(existsSync(file)).toBe(true);
      const source = readFileSync(file, "utf8");
      const titles = links.filter((link) => link.address === address).map(({ title }) => title);
      expect(titles.filter((title) => !source.includes(`"${title}"`))).toEqual([]);
    },
  );
});
