import { LocalError } from "./errors.ts";
import type { PackagedService } from "./framework/packaged-service.ts";

/** Events that the local cloud or the API server carries out, all of them from the template. */
const supported: ReadonlySet<string> = new Set(["http", "sqs", "stream", "sns", "cognitoUserPool"]);

/**
 * Refuses what would silently never fire.
 *
 * @throws {LocalError} naming function and event
 */
export const refuseUnsupportedEvents = ({ functions }: Pick<PackagedService, "functions">): void => {
  for (const { key, definition } of functions)
    for (const event of definition.events ?? []) {
      // `- http: GET /x` is an object; a bare `- schedule` a string.
      const [type = String(event)] = typeof event === "object" ? Object.keys(event) : [];
      if (supported.has(type)) continue;
      throw new LocalError(
        `Function "${key}" has an event of type "${type}", which does not fire locally yet ` +
          `(supported: ${[...supported].join(", ")}). Remove it, or move it to a service that is only deployed.`,
      );
    }
};
