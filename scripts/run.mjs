#!/usr/bin/env node
/**
 * Runs one of the scripts beside it on the project's own Node, installing what is missing first.
 *
 * This file is plain JavaScript and imports nothing but Node, because it is the only one that runs
 * on the Node of the machine, before anything is installed.
 */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const pnpm = "pnpm@12.21.0";
const minimumNode = 20;

const fail = (message) => {
  console.error(`skein: ${message}`);
  process.exit(1);
};

const manifests = () =>
  ["package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml"].concat(
    ["packages", "services"].flatMap((group) =>
      readdirSync(path.join(root, group)).map((name) => path.join(group, name, "package.json")),
    ),
  );

/** Changes whenever a manifest or the lock file does, so that an install runs when, and only when, it is due. */
const fingerprint = () => {
  const hash = createHash("sha256");
  for (const file of manifests()) {
    const absolute = path.join(root, file);
    if (existsSync(absolute)) hash.update(file).update(readFileSync(absolute));
  }
  return hash.digest("hex");
};

const installMissing = () => {
  // For whoever installs by other means: an image build, or a test on a copy of this checkout.
  if (process.env.SKEIN_SKIP_INSTALL) return;
  const stamp = path.join(root, "node_modules", ".skein-installed");
  const due = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === due) return;
  console.log("Installing dependencies (about half a minute the first time) ...");
  const { status } = spawnSync(
    "npx",
    [
      "--yes",
      "--loglevel=error",
      pnpm,
      "install",
      "--frozen-lockfile",
      "--prefer-offline",
      "--reporter=append-only",
    ],
    { cwd: root, stdio: "inherit", shell: process.platform === "win32" },
  );
  if (status !== 0)
    fail(
      "installing the dependencies failed (see above). Check that npm reaches its registry (`npm ping`) and that the " +
        "disk has 2 GB free, then run the same command again. After editing a package.json, update the lock file " +
        `first: npx ${pnpm} install`,
    );
  writeFileSync(stamp, due);
};

if (Number(process.versions.node.split(".")[0]) < minimumNode)
  fail(
    `Node ${minimumNode} or newer is needed, this is ${process.version}. Install one and run the same command again.`,
  );

const [script, ...args] = process.argv.slice(2);
const file = path.join(root, "scripts", `${script}.ts`);
if (!script || !existsSync(file)) fail(`no such script: ${script ?? "(none given)"}`);

installMissing();

const bin = path.join(root, "node_modules", ".bin");
const child = spawn(path.join(bin, "node"), ["--disable-warning=ExperimentalWarning", file, ...args], {
  stdio: "inherit",
  env: {
    ...process.env,
    PATH: `${bin}${path.delimiter}${process.env.PATH}`,
    NODE_COMPILE_CACHE:
      process.env.NODE_COMPILE_CACHE ?? path.join(root, "node_modules", ".cache", "compile"),
    // Each file that is synced takes one of Node's threads until the disk is done; all others wait for the rest.
    UV_THREADPOOL_SIZE: process.env.UV_THREADPOOL_SIZE ?? "16",
    // No look-up of instance credentials: it would make every AWS client wait for a machine that is not there.
    AWS_EC2_METADATA_DISABLED: "true",
  },
});
// A terminal sends Ctrl-C to the child as well; whoever else stops `npm`, stops it alone. Either way the end is the
// child's, in good order, and this process waits for it. (package.json starts it by `exec`: a shell in between would
// take the signal for itself.)
process.on("SIGINT", () => {
  if (!process.stdin.isTTY) child.kill("SIGINT");
});
process.on("SIGTERM", () => child.kill("SIGTERM"));
process.on("SIGHUP", () => child.kill("SIGHUP"));
child.on("error", (error) =>
  fail(`could not start Node from ${bin}: ${error.message}. Delete node_modules and try again.`),
);
child.on("exit", (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
