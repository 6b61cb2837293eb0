import { readFileSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { writePrivateFile } from "./write-private-file.ts";

/** Thrown when another local cloud runs on the same state folder. */
export class StateInUse extends Error {
  override readonly name = "StateInUse";
}

export interface StateLock {
  release(): void;
}

const holderOf = (pidFile: string): string => {
  try {
    return ` (process ${readFileSync(pidFile, "utf8").trim()})`;
  } catch {
    return "";
  }
};

/**
 * Takes a state folder for this process alone.
 *
 * The lock is one of the operating system, held through SQLite: it ends with its process, however that ends,
 * so there is no stale lock to clean up after a kill.
 *
 * @throws {StateInUse}
 */
export const lockState = (stateDir: string): StateLock => {
  const pidFile = path.join(stateDir, "cloud.pid");
  const database = new DatabaseSync(path.join(stateDir, "cloud.lock"));
  try {
    database.exec("BEGIN EXCLUSIVE");
  } catch {
    database.close();
    throw new StateInUse(
      `Another local cloud${holderOf(pidFile)} runs on ${stateDir}: stop it, or set SKEIN_STATE_DIR to another folder.`,
    );
  }
  writePrivateFile(pidFile, `${process.pid}\n`);
  return { release: () => database.close() };
};
