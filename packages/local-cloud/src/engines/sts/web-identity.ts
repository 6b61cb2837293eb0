/** Who vouches for the users that AssumeRoleWithWebIdentity lets in. */
import type { ConditionContext } from "../../iam/policy.ts";
import type { SessionTags } from "./session-tags.ts";

/** What a genuine token says. */
export interface WebIdentity {
  /** As trust policies name the provider under `Federated`: `cognito-identity.amazonaws.com`. */
  readonly provider: string;
  readonly subject: string;
  readonly audience: string;
  readonly expiresAt: Date;
  /** Keys that trust policies and the session's policies see, named after the provider: `<provider>:sub`. */
  readonly context: ConditionContext;
  readonly tags: SessionTags;
}

export interface WebIdentityProvider {
  /** `"forged"` when the token claims to come from this provider and does not; `undefined` for all others. */
  read(token: string): WebIdentity | "forged" | undefined;
}
