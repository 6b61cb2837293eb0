import { LocalError } from "../errors.ts";
import { atLeast, type LogRecord } from "./log-record.ts";

/** `calm` shows what needs attention; `all` every line of every function, as it was written. */
export type ConsoleView = "calm" | "all";

/** @throws {LocalError} when `SKEIN_LOG` holds something else than `all` */
export const consoleViewOf = (env: NodeJS.ProcessEnv = process.env): ConsoleView => {
  const asked = env.SKEIN_LOG ?? "";
  if (asked !== "" && asked !== "all")
    throw new LocalError(`SKEIN_LOG is "${asked}": set it to "all" to see every line, or leave it out`);
  return asked === "all" ? "all" : "calm";
};

const longest = 200;

const shortened = (text: string): string => {
  const [line = ""] = text.split("\n");
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
};

const errorNameOf = ({ fields }: LogRecord): string | undefined => {
  const { error } = fields ?? {};
  return typeof error === "object" && error !== null && "name" in error ? String(error.name) : undefined;
};

/**
 * What the calm console shows of a function's record; `undefined` for nothing. Routine lines of the logger stay in the
 * file. A plain line is shown, because somebody put it there to see it.
 */
export const calmLineOf = (record: LogRecord): string | undefined => {
  if (record.fields === undefined) return `${record.function}: ${shortened(record.message)}`;
  if (!atLeast(record.level, "WARN")) return undefined;
  const name = errorNameOf(record);
  return `! ${record.function}: ${shortened(record.message)}${name === undefined ? "" : ` (${name})`}`;
};
