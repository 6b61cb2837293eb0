import { readFile } from "node:fs/promises";
import path from "node:path";
import { build, type Metafile } from "esbuild";
import { beforeAll, expect, it } from "vitest";
import { parse } from "yaml";

const root = path.resolve(import.meta.dirname, "../../../..");
const kilobyte = 1024;
let inputs: Metafile["outputs"][string]["inputs"];

/** Bundles with the settings that the services are built with. */
beforeAll(async () => {
  const { esbuild } = parse(await readFile(path.join(root, "serverless.common.yml"), "utf8"), {
    logLevel: "silent",
  });
  const { bundle, minify, platform, target, format, mainFields, alias } = esbuild;
  const { metafile } = await build({
    entryPoints: [path.join(import.meta.dirname, "../fixtures/function.ts")],
    absWorkingDir: path.join(root, "services/todos"),
    ...{ bundle, minify, platform, target, format, mainFields, alias },
    outfile: "function.mjs",
    metafile: true,
    write: false,
  });
  inputs = Object.values(metafile.outputs)[0]?.inputs ?? {};
});

const bytesOf = (pattern: RegExp): number =>
  Object.entries(inputs).reduce(
    (sum, [file, { bytesInOutput }]) => sum + (pattern.test(file) ? bytesInOutput : 0),
    0,
  );

it("a function with a table stays below 350 KB", () => {
  expect(bytesOf(/./)).toBeGreaterThan(100 * kilobyte);
  expect(bytesOf(/./)).toBeLessThan(350 * kilobyte);
});

it("validation is at most 15 KB of it", () => {
  expect(bytesOf(/node_modules\/zod\//)).toBeGreaterThan(0);
  expect(bytesOf(/node_modules\/zod\//)).toBeLessThanOrEqual(15 * kilobyte);
});

it("the SDK's credential chain is not in it", () => {
  expect(bytesOf(/credential-provider|nested-clients|token-providers/)).toBe(0);
});
