import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { LocalError } from "../errors.ts";
import { forEachLine } from "../functions/lines.ts";
import type { Log } from "../log.ts";

/** A local cloud that this process started and stops. */
export interface ChildCloud {
  stop(): Promise<void>;
}

const ready = "Skein is ready";
const patienceMs = 60_000;
const graceMs = 10_000;

/**
 * Starts the local cloud, with the services that `needs` names, as `npm start` does.
 *
 * @param abandoned stops the start
 * @throws {LocalError} with the last line that it printed, when it ends or is not ready within a minute
 */
export const startChildCloud = async (
  root: string,
  needs: readonly string[],
  log: Pick<Log, "note">,
  abandoned: AbortSignal,
): Promise<ChildCloud> => {
  const script = path.join(root, "scripts", "start.ts");
  if (!existsSync(script))
    throw new LocalError(`No local cloud is running and ${root} has no scripts/start.ts to start one`);
  const child = spawn(process.execPath, [script, ...(needs.length > 0 ? needs : ["--cloud-only"])], {
    cwd: root,
    // The channel tells the child when this process is gone, however it ended.
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    // Ctrl-C reaches a whole process group; ours is stopped by us, after its functions are withdrawn.
    detached: true,
  });
  const kill = () => child.kill("SIGTERM");
  process.once("exit", kill);
  const stop = async () => {
    process.off("exit", kill);
    await end(child);
  };
  try {
    await Promise.race([readiness(child, log), abandonment(abandoned)]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { stop };
};

const abandonment = (abandoned: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const stop = () => reject(new LocalError("The start was abandoned"));
    if (abandoned.aborted) stop();
    abandoned.addEventListener("abort", stop);
  });

const readiness = (child: ChildProcess, log: Pick<Log, "note">): Promise<void> =>
  new Promise((resolve, reject) => {
    let last = "it printed nothing";
    const late = setTimeout(
      () => reject(new LocalError(`The local cloud was not ready within a minute; its last line: ${last}`)),
      patienceMs,
    );
    const take = (line: string) => {
      if (line.trim() === "") return;
      last = line;
      log.note(`cloud | ${line}`);
      if (line.trim() !== ready) return;
      clearTimeout(late);
      resolve();
    };
    for (const stream of [child.stdout, child.stderr]) if (stream) forEachLine(stream, take);
    child.once("error", reject);
    child.once("exit", (code) => {
      clearTimeout(late);
      reject(new LocalError(`The local cloud did not start (exit code ${code}): ${last}`));
    });
  });

const end = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const impatient = setTimeout(() => child.kill("SIGKILL"), graceMs);
  child.kill("SIGTERM");
  await ended;
  clearTimeout(impatient);
};
