import { failurePage } from "../answers/failure-page.ts";
import { type OriginAnswer, OriginFailure } from "../origins/origin.ts";

/** What viewers see of an origin that did not answer. */
export const failureAnswer = (error: unknown): OriginAnswer => {
  if (error instanceof OriginFailure) return failurePage(error.status, error.message);
  // A fault of the local cloud itself: viewers see a bad gateway, and the console says why.
  console.error(error);
  return failurePage(502, "The local edge failed; its console says why.");
};
