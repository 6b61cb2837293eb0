import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const folder = path.resolve(import.meta.dirname, "..");
const require = createRequire(import.meta.url);

/** What is not in this package and makes its files different all the same. */
const elsewhere = ["@skein/contracts/site", "esbuild/package.json", "mustache/package.json"];

const filesIn = (name: string): readonly string[] =>
  readdirSync(path.join(folder, name), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();

/** Changes when a build would yield other files; far cheaper than a build. */
export const sourceFingerprint = (): string => {
  const hash = createHash("sha256");
  const sources = ["assets", "browser", "pages", "partials", "src"].flatMap(filesIn);
  for (const file of sources) hash.update(`${path.relative(folder, file)}\0`).update(readFileSync(file));
  for (const name of elsewhere) hash.update(`${name}\0`).update(readFileSync(require.resolve(name)));
  return hash.digest("hex");
};
