import { CommandFailure } from "./run-command.ts";

const nameOf = (error: Error): string => ("code" in error && error.code ? String(error.code) : error.name);

/**
 * Puts what AWS or the way to it says into one line that tells what to do next; other errors stay as they are.
 *
 * @param permissions where to find the permissions that the command needs
 */
export const explainAws = (error: unknown, place: string, permissions: string): unknown => {
  if (!(error instanceof Error) || error instanceof CommandFailure) return error;
  const because = (error.message || nameOf(error)).replace(/\.$/, "");
  if (/^AccessDenied|^AuthorizationError/.test(error.name))
    return new CommandFailure(
      `not allowed: ${because} (${permissions} lists the permissions that are needed)`,
    );
  if (/Credentials|ExpiredToken|InvalidClientTokenId|UnrecognizedClient|SSOToken/.test(error.name))
    return new CommandFailure(
      `${place} does not know who asks: ${because}. Sign in, e.g. with aws sso login, or name a profile: --profile`,
    );
  if (/^Region is missing/.test(error.message))
    return new CommandFailure("no region is set: say --region, or set AWS_REGION");
  if (/ECONNREFUSED|ENOTFOUND|ECONNRESET|EHOSTUNREACH|TimeoutError/.test(nameOf(error)))
    return new CommandFailure(
      `nothing answers at ${place}: check that it runs and is reachable, and try again`,
    );
  if ("$metadata" in error) return new CommandFailure(`${error.name}: ${because}`);
  return error;
};
