import type { PolicyDocument } from "./policy.ts";

/** Where the gateway finds the policies of roles. */
export interface IdentityPolicies {
  /** Managed and inline policies of a role; `undefined` when the role does not exist (any more). */
  ofRole(roleArn: string): readonly PolicyDocument[] | undefined;
}
