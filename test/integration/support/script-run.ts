import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../../..");

/** What a command printed, and how it ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ScriptRun {
  /** Resolves when standard output matches; rejects when the command ends without. */
  printed(pattern: RegExp): Promise<void>;
  /** Ctrl-C. */
  interrupt(): void;
  readonly ended: Promise<Ended>;
}

/** What leads clients of AWS astray in the shell of whoever runs the tests. */
const withoutAws = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("AWS_")));

/** Runs `scripts/<name>.ts` as `npm run <name>` does. */
export const runScript = (name: string, args: readonly string[], env: NodeJS.ProcessEnv): ScriptRun => {
  const child: ChildProcess = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", path.join(root, "scripts", `${name}.ts`), ...args],
    {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...withoutAws(process.env),
        NODE_COMPILE_CACHE: path.join(root, "node_modules", ".cache", "compile"),
        AWS_EC2_METADATA_DISABLED: "true",
        ...env,
      },
    },
  );
  let stdout = "";
  let stderr = "";
  child.stdout?.on("data", (chunk) => (stdout += chunk));
  child.stderr?.on("data", (chunk) => (stderr += chunk));
  const ended = once(child, "close").then(([code]) => ({ code: code as number | null, stdout, stderr }));
  return {
    ended,
    interrupt: () => child.kill("SIGINT"),
    printed: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (pattern.test(stdout)) resolve();
        };
        child.stdout?.on("data", look);
        void ended.then(() => reject(new Error(`ended before ${pattern}:\n${stdout}\n${stderr}`)));
        look();
      }),
  };
};
