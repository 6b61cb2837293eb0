/** A logger for one of several records that are worked on at once: what it says about one stays with that one. */
import { logger } from "../logger.ts";

type Keys = Readonly<Record<string, unknown>>;
type Log = (message: string, keys?: Keys) => void;

export interface RecordLogger {
  readonly debug: Log;
  readonly info: Log;
  readonly warn: Log;
  readonly error: Log;
  /** Puts keys on every line that follows. */
  readonly appendKeys: (keys: Keys) => void;
}

/**
 * Powertools' own children cost over a millisecond each, mostly for a console of their own; this one costs an object.
 *
 * @example log.info("todos erased", { count }) // with the record's keys too
 */
export const recordLogger = (first: Keys): RecordLogger => {
  let own = first;
  return {
    debug: (message, keys) => logger.debug(message, { ...own, ...keys }),
    info: (message, keys) => logger.info(message, { ...own, ...keys }),
    warn: (message, keys) => logger.warn(message, { ...own, ...keys }),
    error: (message, keys) => logger.error(message, { ...own, ...keys }),
    appendKeys: (keys) => {
      own = { ...own, ...keys };
    },
  };
};
