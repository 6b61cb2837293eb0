import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import type { Checkout } from "./checkout.ts";
import { isRunning, processTree } from "./processes.ts";

export interface Outputs {
  readonly cloud: { Endpoint: string; Region: string; AccessKeyId: string; SecretAccessKey: string };
  readonly demo: { users: { Email: string; Password: string; Groups: string[] }[] };
  readonly users: {
    ApiUrl: string;
    UserPoolId: string;
    UserPoolClientId: string;
    EventsTopicArn: string;
    IdentityPoolId: string;
  };
  readonly todos: { ApiUrl: string; EventsTopicArn: string; AttachmentsBucketName: string };
  readonly blog: {
    ApiUrl: string;
    EventsTopicArn: string;
    SiteUrl: string;
    SiteBucketName: string;
    SiteDistributionId: string;
  };
}

export interface Running {
  readonly pid: number;
  readonly output: () => string;
  /** The exit code, once the process has ended; `null` when a signal ended it. */
  readonly ended: Promise<number | null>;
  /** Resolves when the process has printed a line that matches, and rejects when it ends without. */
  until(pattern: RegExp): Promise<void>;
  /** Ctrl-C, as the terminal sends it; resolves with the exit code. */
  interrupt(): Promise<number | null>;
  /** A signal to the process alone, as a supervisor sends it; resolves with the exit code. */
  signal(name: "SIGINT" | "SIGTERM"): Promise<number | null>;
  /** `kill -9` of the process and of everything it started. */
  killAll(): Promise<void>;
}

const runningProcess = (child: ChildProcess): Running => {
  let printed = "";
  const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
  child.stdout?.on("data", (chunk) => (printed += chunk));
  child.stderr?.on("data", (chunk) => (printed += chunk));
  const pid = child.pid ?? 0;
  return {
    pid,
    output: () => printed,
    ended,
    until: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!pattern.test(printed)) return;
          child.stdout?.off("data", look);
          child.stderr?.off("data", look);
          resolve();
        };
        child.stdout?.on("data", look);
        child.stderr?.on("data", look);
        void ended.then((code) => reject(new Error(`ended with ${code} before ${pattern}:\n${printed}`)));
        look();
      }),
    interrupt: async () => {
      const tree = processTree(pid);
      // A terminal signals its whole foreground group, npm and shell included.
      for (const member of tree) if (isRunning(member)) process.kill(member, "SIGINT");
      return ended;
    },
    signal: (name) => {
      process.kill(pid, name);
      return ended;
    },
    killAll: async () => {
      for (const member of processTree(pid)) if (isRunning(member)) process.kill(member, "SIGKILL");
      await ended;
    },
  };
};

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.on("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });

/** All that is moved by `PORT_BASE` lies within this many ports (packages/local-cloud/src/ports.ts). */
const portsOfOne = 64;
/** Below those that outgoing connections take, any of which would be free at one moment and taken at the next. */
const bases = { lowest: 20_000, count: 190 };

/** A `PORT_BASE` whose ports are all free. */
export const freePortBase = async (): Promise<number> => {
  for (;;) {
    const base = bases.lowest + portsOfOne * Math.floor(Math.random() * bases.count);
    const free = await Promise.all(Array.from({ length: portsOfOne }, (_, offset) => isFree(base + offset)));
    if (free.every(Boolean)) return base;
  }
};

/** Runs a command of the project in a folder, with ports moved to `portBase`. */
export const run = (command: readonly [string, ...string[]], cwd: string, portBase: number): Running => {
  const [file, ...args] = command;
  const env = { ...process.env, PORT_BASE: String(portBase), NO_COLOR: "1", SKEIN_SKIP_INSTALL: "1" };
  return runningProcess(spawn(file, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] }));
};

/** `npm start`, up to its last line. */
export const npmStart = async (root: string, portBase: number, ...args: string[]): Promise<Running> => {
  const running = run(["npm", "start", "--", ...args], root, portBase);
  await running.until(/^Skein is ready$/m);
  return running;
};

/** One service of the project by itself, up to its being ready. */
export const serverlessOffline = async (
  checkout: Checkout,
  service: string,
  portBase: number,
): Promise<Running> => {
  const running = run(["npx", "serverless", "offline"], checkout.file("services", service), portBase);
  await running.until(new RegExp(`^${service} \\| ready at http`, "m"));
  return running;
};

export const readOutputs = (root: string): Outputs =>
  JSON.parse(readFileSync(path.join(root, ".local", "outputs.json"), "utf8")) as Outputs;
