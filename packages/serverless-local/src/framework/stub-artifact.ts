import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

let file: string | undefined;

/** An empty file that stands in for a function's code, for as long as the process lives. */
export const stubArtifact = (): string => {
  if (file) return file;
  const folder = mkdtempSync(path.join(tmpdir(), "skein-artifact-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  file = path.join(folder, "code.zip");
  writeFileSync(file, "");
  return file;
};
