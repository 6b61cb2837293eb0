import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";
import { expect, it } from "vitest";
import { parse } from "yaml";

const service = path.resolve(import.meta.dirname, "../..");
const functions = path.join(service, "src/functions");
const kilobyte = 1024;

it.each(readdirSync(functions))("%s stays below 350 KB", async (file) => {
  const common = await readFile(path.join(service, "../../serverless.common.yml"), "utf8");
  const { bundle, minify, platform, target, format, mainFields, alias } = parse(common, {
    logLevel: "silent",
  }).esbuild;
  const { outputFiles } = await build({
    entryPoints: [path.join(functions, file)],
    absWorkingDir: service,
    ...{ bundle, minify, platform, target, format, mainFields, alias },
    outfile: "function.mjs",
    write: false,
  });
  expect(outputFiles[0]?.contents.length).toBeLessThan(350 * kilobyte);
});
