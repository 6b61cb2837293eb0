import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import type { Workspace } from "./workspace.ts";

export interface Command {
  readonly process: ChildProcess;
  /** All that it printed, to both streams. */
  output(): string;
  /** Resolves when it printed something that matches. @throws {Error} when it ends before */
  printed(pattern: RegExp): Promise<void>;
  /** Its exit code, once it has ended. */
  readonly exited: Promise<number | null>;
}

/** Runs the framework's own command line in a service, as a person would. */
export const runServerless = (workspace: Workspace, service: string, args: readonly string[]): Command => {
  const bin = path.join(workspace.root, "node_modules", "serverless", "bin", "serverless.js");
  const child = spawn(process.execPath, [bin, ...args], {
    cwd: workspace.folderOf(service),
    env: process.env,
  });
  let text = "";
  const watchers = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => {
      text += String(chunk);
      for (const look of watchers) look();
    });
  const exited = once(child, "close").then(([code]) => code as number | null);
  return {
    process: child,
    output: () => text,
    exited,
    printed: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!pattern.test(text)) return;
          watchers.delete(look);
          resolve();
        };
        watchers.add(look);
        look();
        exited.then((code) => reject(new Error(`It ended with ${code} before ${pattern}:\n${text}`)));
      }),
  };
};
