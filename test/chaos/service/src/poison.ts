/** Events that this consumer cannot consume, until somebody mends it: the run edits this file then. */
import { PermanentFailure } from "@skein/lambda-kit/errors";

const isMended = false;

/**
 * Fails for a title that says so: `refused` at once, and for good; `crashing` each time, until the attempts are used up.
 *
 * @throws {PermanentFailure | TypeError}
 */
export const failOnPoison = (title: string): void => {
  if (isMended) return;
  if (title.endsWith("refused")) throw new PermanentFailure("this title is not understood yet");
  if (title.endsWith("crashing"))
    throw new TypeError("Cannot read properties of undefined (reading 'title')");
};
