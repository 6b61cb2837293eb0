import type { Decision } from "./evaluate.ts";
import { type Principal, principalName } from "./principal.ts";

/** AWS's words: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
export const accessDeniedMessage = (
  principal: Principal,
  action: string,
  resource: string,
  decision: Extract<Decision, { allowed: false }>,
): string => {
  const reason = decision.explicit
    ? `with an explicit deny in ${decision.source.startsWith("i") ? "an" : "a"} ${decision.source}`
    : `because no ${decision.source} allows the ${action} action`;
  return `User: ${principalName(principal)} is not authorized to perform: ${action} on resource: ${resource} ${reason}`;
};
