/** Where one service's lines go. */
export interface Log {
  /** Something happened. */
  note(line: string): void;
  /** Something needs attention. */
  warn(line: string): void;
}

/** Lines as `todos | GET /todos 200 12 ms`. */
export const prefixedLog = (name: string, write: (line: string) => void): Log => ({
  note: (line) => write(`${name} | ${line}`),
  warn: (line) => write(`${name} | ! ${line}`),
});

export const toStandardOutput = (line: string): void => void process.stdout.write(`${line}\n`);
