import { readFile } from "node:fs/promises";
import path from "node:path";
import { build, type Metafile } from "esbuild";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";

const root = path.resolve(import.meta.dirname, "../../../..");
const kilobyte = 1024;

/** Bundles with the settings that the services are built with. */
const inputsOf = async (entry: string): Promise<Metafile["outputs"][string]["inputs"]> => {
  const { esbuild } = parse(await readFile(path.join(root, "serverless.common.yml"), "utf8"), {
    logLevel: "silent",
  });
  const { bundle, minify, platform, target, format, mainFields, alias } = esbuild;
  const { metafile } = await build({
    entryPoints: [path.join(import.meta.dirname, "../fixtures", entry)],
    absWorkingDir: path.join(root, "services/todos"),
    ...{ bundle, minify, platform, target, format, mainFields, alias },
    outfile: "function.mjs",
    metafile: true,
    write: false,
  });
  return Object.values(metafile.outputs)[0]?.inputs ?? {};
};

describe.each([
  ["a function with a table", "function.ts"],
  ["a consumer with a table", "consumer.ts"],
  ["a consumer with a table and a bucket", "bucket-consumer.ts"],
])("%s", (_, entry) => {
  let inputs: Metafile["outputs"][string]["inputs"];
  beforeAll(async () => {
    inputs = await inputsOf(entry);
  });
  const bytesOf = (pattern: RegExp): number =>
    Object.entries(inputs).reduce(
      (sum, [file, { bytesInOutput }]) => sum + (pattern.test(file) ? bytesInOutput : 0),
      0,
    );

  it("stays below 350 KB", () => {
    expect(bytesOf(/./)).toBeGreaterThan(100 * kilobyte);
    expect(bytesOf(/./)).toBeLessThan(350 * kilobyte);
  });

  it("has at most 15 KB of validation", () => {
    expect(bytesOf(/node_modules\/zod\//)).toBeGreaterThan(0);
    expect(bytesOf(/node_modules\/zod\//)).toBeLessThanOrEqual(15 * kilobyte);
  });

  it("does not have the SDK's credential chain", () => {
    expect(bytesOf(/credential-provider|nested-clients|token-providers/)).toBe(0);
  });
});
