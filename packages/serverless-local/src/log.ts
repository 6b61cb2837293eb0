import { calmLineOf, consoleViewOf } from "./logs/console-view.ts";
import { openLogFile } from "./logs/log-file.ts";
import {
  isMetricsLine,
  type LogLevel,
  type OutputStream,
  recordOfLine,
  structuredLine,
} from "./logs/log-record.ts";

/** Where one service's lines go. */
export interface Log {
  /** Something happened. */
  note(line: string): void;
  /** Something needs attention. */
  warn(line: string): void;
  /** A function wrote a line. */
  fromFunction(functionKey: string, line: string, stream: OutputStream): void;
}

export interface ServiceLog extends Log {
  /** Lines that come later are shown, but no longer kept. */
  close(): void;
}

export interface ServiceLogSettings {
  /** `todos` */
  readonly name: string;
  readonly stateDir: string;
  /** Takes the lines of the console: `todos | GET /todos 200 12 ms`. */
  readonly write: (line: string) => void;
  readonly env?: NodeJS.ProcessEnv;
  readonly now?: () => Date;
}

/**
 * Keeps every line in `<stateDir>/logs/<service>.jsonl`, where `npm run logs` finds it, and shows on the console what
 * a person wants to see while working; `SKEIN_LOG=all` shows everything. Lines of metrics are not kept: nothing here
 * would make a graph of them.
 *
 * @throws {LocalError} when `SKEIN_LOG` is wrong
 */
export const serviceLog = (settings: ServiceLogSettings): ServiceLog => {
  const { name, stateDir, write, now = () => new Date() } = settings;
  const view = consoleViewOf(settings.env);
  const show = (line: string) => write(`${name} | ${line}`);
  const file = openLogFile(stateDir, name, (problem) => show(`! ${problem}`));
  const keep = (level: LogLevel, message: string) =>
    file.append({ time: now().toISOString(), service: name, level, message });

  return {
    note: (line) => {
      show(line);
      keep("INFO", line);
    },
    warn: (line) => {
      show(`! ${line}`);
      keep("WARN", line);
    },
    fromFunction: (functionKey, line, stream) => {
      if (view === "all") show(`${functionKey}: ${line}`);
      if (line === "" || isMetricsLine(structuredLine(line) ?? {})) return;
      const record = recordOfLine({ service: name, function: functionKey }, line, stream, now());
      file.append(record);
      const calm = view === "calm" ? calmLineOf(record) : undefined;
      if (calm !== undefined) show(calm);
    },
    close: file.close,
  };
};

export const toStandardOutput = (line: string): void => void process.stdout.write(`${line}\n`);
