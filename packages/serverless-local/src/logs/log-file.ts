import { closeSync, fstatSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import path from "node:path";
import type { LogRecord } from "./log-record.ts";

/** Older files that are kept beside the one that is written to. */
const olderFiles = 3;
const standardMaximumBytes = 8 * 1024 * 1024;

export interface LogFile {
  append(record: LogRecord): void;
  close(): void;
}

/**
 * Where a service's lines are, newest first: `<stateDir>/logs/todos.jsonl`, then `todos.1.jsonl` ...
 * Not all of them need exist.
 */
export const logFilesOf = (stateDir: string, service: string): readonly [string, ...string[]] => {
  const place = (suffix: string) => path.join(stateDir, "logs", `${service}${suffix}.jsonl`);
  return [place(""), ...Array.from({ length: olderFiles }, (_, index) => place(`.${index + 1}`))];
};

/**
 * Appends records to a service's log file and begins a new file when it is full, so that logs outlive restarts
 * and yet take no more than 32 MiB a service. A record is with the operating system when `append` returns.
 *
 * @param onProblem told once, when lines can no longer be kept: a full disk must not stop the functions
 */
export const openLogFile = (
  stateDir: string,
  service: string,
  onProblem: (message: string) => void,
  maximumBytes: number = standardMaximumBytes,
): LogFile => {
  const files = logFilesOf(stateDir, service);
  const [current] = files;
  let descriptor: number | undefined;
  let size = 0;

  const open = (): number => {
    mkdirSync(path.dirname(current), { recursive: true, mode: 0o700 });
    descriptor = openSync(current, "a", 0o600);
    size = fstatSync(descriptor).size;
    return descriptor;
  };

  const close = (): void => {
    if (descriptor !== undefined) closeSync(descriptor);
    descriptor = undefined;
  };

  const rotate = (): void => {
    close();
    const [oldest, ...newer] = files.toReversed();
    if (oldest !== undefined) rmSync(oldest, { force: true });
    let free = oldest;
    for (const file of newer) {
      if (free !== undefined) rename(file, free);
      free = file;
    }
  };

  let failed = false;
  return {
    append: (record) => {
      if (failed) return;
      try {
        const line = Buffer.from(`${JSON.stringify(record)}\n`);
        let target = descriptor ?? open();
        if (size > 0 && size + line.length > maximumBytes) {
          rotate();
          target = open();
        }
        writeSync(target, line);
        size += line.length;
      } catch (error) {
        failed = true;
        onProblem(
          `lines are no longer kept in ${current}: ${error instanceof Error ? error.message : error}`,
        );
      }
    },
    close: () => {
      close();
      failed = true;
    },
  };
};

const rename = (from: string, to: string): void => {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
};
