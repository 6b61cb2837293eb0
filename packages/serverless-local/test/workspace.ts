import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { CloudAccess } from "../src/cloud/outputs.ts";

/** A workspace of its own in a temporary folder, with copies of the fixture service that a test may edit. */
export interface Workspace {
  readonly root: string;
  /** Folder of a service. */
  folderOf(service: string): string;
  /** Replaces text in a file of a service; fails when it is not there. */
  edit(service: string, file: string, from: string | RegExp, to: string): void;
  /** Leaves what a running cloud leaves. */
  publish(access: CloudAccess): void;
  remove(): void;
}

const packageDir = path.resolve(import.meta.dirname, "..");

/** The same packages as this one has, and this one itself. */
const linkModules = (target: string): void => {
  const source = path.join(packageDir, "node_modules");
  const scoped = (name: string) => readdirSync(path.join(source, name)).map((member) => `${name}/${member}`);
  const names = readdirSync(source).filter((name) => !name.startsWith("."));
  for (const name of names.flatMap((one) => (one.startsWith("@") ? scoped(one) : [one]))) {
    mkdirSync(path.dirname(path.join(target, name)), { recursive: true });
    symlinkSync(realpathSync(path.join(source, name)), path.join(target, name));
  }
  symlinkSync(packageDir, path.join(target, "@skein", "serverless-local"));
};

/** @param services names; each becomes a copy of the fixture under that name */
export const createWorkspace = (services: readonly string[]): Workspace => {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), "skein-workspace-")));
  writeFileSync(path.join(root, "pnpm-workspace.yaml"), "packages: []\n");
  linkModules(path.join(root, "node_modules"));

  const folderOf = (service: string) => path.join(root, "services", service);
  const edit = (service: string, file: string, from: string | RegExp, to: string) => {
    const target = path.join(folderOf(service), file);
    const before = readFileSync(target, "utf8");
    const after = before.replace(from, to);
    if (after === before) throw new Error(`${file} does not contain ${from}`);
    writeFileSync(target, after);
  };
  for (const service of services) {
    cpSync(path.join(packageDir, "test", "fixtures", "greeter"), folderOf(service), { recursive: true });
    if (service !== "greeter") edit(service, "serverless.yml", "skein-greeter", `skein-${service}`);
  }
  return {
    root,
    folderOf,
    edit,
    publish: (cloud) => {
      mkdirSync(path.join(root, ".local"), { recursive: true });
      writeFileSync(path.join(root, ".local", "outputs.json"), JSON.stringify({ cloud }));
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
};
