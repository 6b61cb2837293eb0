import type { LogRecord } from "@skein/serverless-local/logs/log-record";
import { clockTime } from "./clock-time.ts";

/** Members that every line of the logger repeats and that the line says already, or that nobody reads. */
const routine = new Set([
  "cold_start",
  "function_arn",
  "function_memory_size",
  "function_name",
  "sampling_rate",
  "xray_trace_id",
]);

interface LoggedError {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly stack?: unknown;
}

const errorOf = (value: unknown): LoggedError | undefined =>
  typeof value === "object" && value !== null ? value : undefined;

const textOf = (value: unknown): string =>
  typeof value === "string" && /^[^\s"]+$/.test(value) ? value : JSON.stringify(value);

const indented = (text: string): string => text.replace(/^/gm, "    ");

/** A record as people read it: time, level, origin, message, what it carries, and an error with its stack. */
export const formatRecord = (record: LogRecord, now: Date): string => {
  const { error: thrown, ...fields } = record.fields ?? {};
  const error = errorOf(thrown);
  const carried = Object.entries(fields)
    .filter(([name, value]) => !routine.has(name) && value !== undefined)
    .map(([name, value]) => `${name}=${textOf(value)}`);
  const origin = record.function === undefined ? record.service : `${record.service} ${record.function}`;
  const line = [clockTime(record.time, now), record.level.padEnd(5), origin, "|", record.message, ...carried];
  const told = error && indented(String(error.stack ?? `${error.name}: ${error.message}`));
  return told === undefined ? line.join(" ") : `${line.join(" ")}\n${told}`;
};
