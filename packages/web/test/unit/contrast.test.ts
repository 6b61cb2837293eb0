import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const css = readFileSync(path.join(import.meta.dirname, "../../assets/site.css"), "utf8");
const [light = "", dark = ""] = css.split("@media (prefers-color-scheme: dark)");

const colorsOf = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...text.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = "", color = ""]) => [name, color]),
  );

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
const luminance = (color: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const contrast = (one = "", other = ""): number => {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
};

describe.each([
  ["light", light],
  ["dark", dark],
])("text in the %s", (_, scheme) => {
  const colors = colorsOf(scheme);

  it.each([
    ["ink", "paper"],
    ["ink", "raised"],
    ["quiet", "paper"],
    ["quiet", "raised"],
    ["accent", "paper"],
    ["accent", "raised"],
    ["wrong", "paper"],
    ["on-accent", "accent"],
  ])("is read easily: %s on %s", (ink, paper) => {
    // Level AA: https://www.w3.org/TR/WCAG22/#contrast-minimum
    expect(contrast(colors[ink], colors[paper])).toBeGreaterThanOrEqual(4.5);
  });
});
