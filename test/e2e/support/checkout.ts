import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import os from "node:os";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../../..");

const services = () => readdirSync(path.join(root, "services"));
/** `serverless.common.yml` and its like, which the services include. */
const settings = () => readdirSync(root).filter((name) => /^serverless\..+\.yml$/.test(name));

export interface Checkout {
  readonly root: string;
  file(...segments: string[]): string;
  remove(): void;
}

/**
 * A copy of the project whose services a test may edit. Installed packages and the packages' code are shared
 * with this checkout; services, settings, scripts and all state are the copy's own.
 */
export const makeCheckout = (): Checkout => {
  const copy = mkdtempSync(path.join(os.tmpdir(), "skein-e2e-"));
  const generated = new Set([".serverless", ".esbuild", ".serverless-offline"]);
  const copied = [
    "package.json",
    "pnpm-workspace.yaml",
    "pnpm-lock.yaml",
    "serverless-compose.yml",
    "scripts",
    "services",
  ];
  const shared = ["node_modules", "packages"];
  for (const name of [...copied, ...settings()])
    cpSync(path.join(root, name), path.join(copy, name), {
      recursive: true,
      verbatimSymlinks: false,
      filter: (source) => !generated.has(path.basename(source)) && path.basename(source) !== "node_modules",
    });
  for (const name of shared) symlinkSync(path.join(root, name), path.join(copy, name));
  for (const service of services())
    symlinkSync(
      path.join(root, "services", service, "node_modules"),
      path.join(copy, "services", service, "node_modules"),
    );
  return {
    root: copy,
    file: (...segments) => path.join(copy, ...segments),
    remove: () => rmSync(copy, { recursive: true, force: true }),
  };
};
