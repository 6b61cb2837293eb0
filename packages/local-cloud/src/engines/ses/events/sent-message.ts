import type { Principal } from "../../../iam/principal.ts";
import type { Submission } from "../sending/submission.ts";

/** A message that was taken, as its events tell of it. */
export interface SentMessage extends Submission {
  readonly messageId: string;
  readonly sentAt: Date;
  readonly principal: Principal;
}
