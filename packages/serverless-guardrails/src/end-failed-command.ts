/** Time for the framework to print what went wrong and to set the exit code. */
const graceMilliseconds = 500;

/**
 * Ends the process after its command failed. When a bundle does not build, serverless-esbuild leaves its builder
 * running, and `serverless package` would hang for ever: in CI, until somebody looks.
 *
 * A process that packages as a part of something else (`serverless offline`, `npm start`) goes on.
 */
export const endFailedCommand = (
  commands: readonly string[],
  argv: readonly string[] = process.argv,
): void => {
  const [, , ownCommand] = argv;
  if (commands[0] === ownCommand) setTimeout(() => process.exit(), graceMilliseconds).unref();
};
