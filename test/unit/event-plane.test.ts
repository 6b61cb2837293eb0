/** docs/event-plane.md says of every option which test proves it: each of these tests is there. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const docs = path.resolve(import.meta.dirname, "../../docs");
const text = readFileSync(path.join(docs, "event-plane.md"), "utf8");

/** `[name]: address` at the foot of the page. */
const addresses = new Map(
  [...text.matchAll(/^\[([^\]]+)\]: (\S+)$/gm)].map(([, name = "", address = ""]) => [name, address]),
);

/** `[text][name]` in a piece of the page. */
const linksOf = (piece: string) =>
  [...piece.matchAll(/\[([^\]]+)\]\[([^\]]+)\]/g)].map(([, title = "", name = ""]) => ({
    title: title.replaceAll("\\", ""),
    name,
    address: addresses.get(name),
  }));

const isTest = ({ address }: { address: string | undefined }) => address?.endsWith(".test.ts") ?? false;

const rowsOf = (piece: string) =>
  piece.split("\n").filter((line) => line.startsWith("|") && !/^\| *(-|option |what )/.test(line));

const beforeTheScripts = text.split("\n## `npm run chaos`")[0] ?? "";

describe("docs/event-plane.md", () => {
  const links = linksOf(text);

  it("has an address for every link, and a link for every address", () => {
    const used = new Set(links.map(({ name }) => name));
    expect(links.filter(({ address }) => address === undefined)).toEqual([]);
    expect([...addresses.keys()].filter((name) => !used.has(name))).toEqual([]);
  });

  it("names a test for every option", () => {
    const rows = rowsOf(beforeTheScripts);
    expect(rows.length).toBeGreaterThan(100);
    expect(rows.filter((row) => !linksOf(row).some(isTest))).toEqual([]);
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
