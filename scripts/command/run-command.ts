/** The frame of a command: exit codes, and one line for each failure that says what to do next. */

/** The command cannot do what it is asked to; its message says what to do next. Exit code 1. */
export class CommandFailure extends Error {
  override readonly name: string = "CommandFailure";
}

/** The command was called wrongly. Exit code 2. */
export class UsageError extends CommandFailure {
  override readonly name = "UsageError";
}

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : "";

const isUsage = (error: unknown): boolean =>
  error instanceof UsageError || codeOf(error).startsWith("ERR_PARSE_ARGS_");

/** The first sentence of what Node says about a wrong argument; the rest is advice for programmers. */
const usageMessage = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split(". To specify")[0] ?? "";

/**
 * Runs a command and sets the exit code of the process: what `work` answers, 1 after a failure, 2 after a wrong call.
 *
 * @param name as after `npm run`
 */
export const runCommand = async (name: string, work: () => Promise<number>): Promise<void> => {
  // Whoever reads along, such as `head`, may leave early.
  process.stdout.on("error", (error) => process.exit(codeOf(error) === "EPIPE" ? 0 : 1));
  try {
    process.exitCode = await work();
  } catch (error) {
    if (isUsage(error)) {
      console.error(`${name}: ${usageMessage(error)} (npm run ${name} -- --help tells more)`);
      process.exitCode = 2;
    } else {
      // A fault of the command itself comes with its stack; everything else was put into words.
      console.error(error instanceof CommandFailure ? `${name}: ${error.message}` : error);
      process.exitCode = 1;
    }
  }
};

/** Prints a line of the command's result. */
export const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** Tells a person something that is no part of the result, so that `--json` stays readable by machines. */
export const remark = (line: string): void => void process.stderr.write(`${line}\n`);
