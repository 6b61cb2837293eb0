import { LocalError } from "../errors.ts";

/** Says which resource of the template cannot be served here, and what to do. */
export const unsupported = (logicalId: string, reason: string): LocalError =>
  new LocalError(`${logicalId}: ${reason}`);
