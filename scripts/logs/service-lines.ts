import { logFilesOf } from "@skein/serverless-local/logs/log-file";
import { atLeast, isLogLevel, type LogRecord } from "@skein/serverless-local/logs/log-record";
import { openLogTail } from "./log-tail.ts";
import type { LogOptions } from "./options.ts";

/** The kept lines of some services, in the order of their times. */
export interface ServiceLines {
  /** Records since the last call; at the first, all that are kept. */
  next(): readonly LogRecord[];
  close(): void;
}

const isRecord = (value: unknown): value is LogRecord =>
  typeof value === "object" &&
  value !== null &&
  "level" in value &&
  isLogLevel(value.level) &&
  "time" in value &&
  typeof value.time === "string" &&
  "message" in value &&
  typeof value.message === "string";

/** A line that a crash cut off is no record. */
const recordsOf = (line: string): readonly LogRecord[] => {
  try {
    const value: unknown = JSON.parse(line);
    return isRecord(value) ? [value] : [];
  } catch {
    return [];
  }
};

export const openServiceLines = (stateDir: string, services: readonly string[]): ServiceLines => {
  const tails = services.flatMap((service) => {
    const [current, ...older] = logFilesOf(stateDir, service);
    return [...older.toReversed(), current].map((file) => ({
      live: file === current,
      tail: openLogTail(file),
    }));
  });
  let first = true;
  return {
    next: () => {
      // Older files do not grow.
      const due = first ? tails : tails.filter(({ live }) => live);
      first = false;
      return due
        .flatMap(({ tail }) => tail.lines().flatMap(recordsOf))
        .sort((one, other) => (one.time < other.time ? -1 : Number(one.time > other.time)));
    },
    close: () => {
      for (const { tail } of tails) tail.close();
    },
  };
};

type Filter = Pick<LogOptions, "since" | "level" | "functionKey">;

/** Whether the options ask for a record. */
export const isWanted = (record: LogRecord, { since, level, functionKey }: Filter): boolean =>
  (since === undefined || new Date(record.time) >= since) &&
  (level === undefined || atLeast(record.level, level)) &&
  (functionKey === undefined || record.function === functionKey);
