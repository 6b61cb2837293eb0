import { parseArgs } from "node:util";
import { isLogLevel, type LogLevel } from "@skein/serverless-local/logs/log-record";
import { UsageError } from "../command/run-command.ts";
import { sinceOf } from "./since.ts";

interface SharedOptions {
  readonly follow: boolean;
  readonly json: boolean;
  readonly since: Date | undefined;
}

/** Lines of services. */
export interface LogOptions extends SharedOptions {
  readonly kind: "logs";
  /** Names; empty for all. */
  readonly services: readonly string[];
  readonly functionKey: string | undefined;
  readonly level: LogLevel | undefined;
}

/** Calls of AWS operations. */
export interface JournalOptions extends SharedOptions {
  readonly kind: "journal";
  readonly denied: boolean;
  /** AWS service: `sqs`. */
  readonly service: string | undefined;
}

export type Options = LogOptions | JournalOptions | { readonly kind: "help" };

const onlyWith = (mode: string, given: Readonly<Record<string, unknown>>): void => {
  for (const [option, value] of Object.entries(given))
    if (value !== undefined) throw new UsageError(`--${option} goes only ${mode} --journal`);
};

/** @throws {UsageError | TypeError} for arguments that do not fit */
export const optionsOf = (args: readonly string[], now: Date): Options => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      function: { type: "string", short: "f" },
      follow: { type: "boolean" },
      level: { type: "string" },
      since: { type: "string" },
      json: { type: "boolean" },
      journal: { type: "boolean" },
      denied: { type: "boolean" },
      service: { type: "string" },
      aws: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) return { kind: "help" };
  if (values.aws)
    throw new UsageError(
      "this reads the logs of the laptop. On AWS, in the service's folder: npx serverless logs -f <function> --tail",
    );
  const shared = {
    follow: values.follow ?? false,
    json: values.json ?? false,
    since: values.since === undefined ? undefined : sinceOf(values.since, now),
  };
  if (values.journal) {
    if (positionals.length > 0)
      throw new UsageError(`the journal is of all services; for the calls of one AWS service: --service sqs`);
    onlyWith("without", { function: values.function, level: values.level });
    return { kind: "journal", ...shared, denied: values.denied ?? false, service: values.service };
  }
  onlyWith("with", { denied: values.denied, service: values.service });
  const level = values.level?.toUpperCase();
  if (level !== undefined && !isLogLevel(level))
    throw new UsageError(`--level is "${values.level}"; there are debug, info, warn and error`);
  return { kind: "logs", ...shared, services: positionals, functionKey: values.function, level };
};
