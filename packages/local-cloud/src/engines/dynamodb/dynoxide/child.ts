import { type ChildProcess, spawn } from "node:child_process";

/**
 * Runs a server that must not outlive this process, not even when this process is killed with SIGKILL.
 *
 * A killed process can do no cleaning up, but the kernel closes its pipes. So a shell stands between: it
 * starts the server and, beside it, a watcher that blocks on the pipe from us and ends the server when the
 * pipe closes. It also ends by itself, with the server's status, when the server ends first.
 */
const guard = `
exec 3<&0
"$@" </dev/null 3<&- &
server=$!
(read -r _ <&3; kill -9 "$server") >/dev/null 2>&1 &
watcher=$!
exec 3<&-
wait "$server"
status=$?
kill "$watcher" 2>/dev/null
exit "$status"
`;

/** A running child: `end` is how it is stopped, `exited` tells when it is gone, and why. */
export interface Child {
  readonly exited: Promise<string>;
  /** Kills the server. Its writes are on disk already: stopping and crashing are the same path. */
  end(): Promise<void>;
}

const tail = 2_000;

const lastWords = (child: ChildProcess): (() => string) => {
  let text = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    text = (text + chunk.toString("utf8")).slice(-tail);
  });
  return () => text.trim();
};

export const startGuarded = (
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Child => {
  const child = spawn("/bin/sh", ["-c", guard, "dynoxide-guard", command, ...args], {
    stdio: ["pipe", "ignore", "pipe"],
    // A process group of its own: Ctrl-C in the terminal is for us, who may still have writes to finish.
    detached: true,
    env: { ...process.env, ...env },
  });
  const words = lastWords(child);
  const exited = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => {
      child.stdin?.destroy();
      resolve([`ended with ${signal ?? `status ${code}`}`, words()].filter(Boolean).join(": "));
    });
  });
  // The pipe breaks when the child goes first; its exit says so already.
  child.stdin?.on("error", () => undefined);
  return {
    exited,
    end: async () => {
      child.stdin?.destroy();
      await exited;
    },
  };
};
