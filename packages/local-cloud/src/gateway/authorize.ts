import type { IdentityPolicies } from "../iam/identity-policies.ts";
import type { ApiCall, Engine, Operation } from "./engine.ts";
import { AwsError } from "./errors.ts";
import type { JournalEntry } from "./journal.ts";
import { AuthError } from "./sigv4/auth-error.ts";

/** What the journal says of a decision; filled in as it becomes known. */
export interface DecisionTrail {
  action: string;
  resource: string;
  decision: JournalEntry["decision"];
}

export interface Authorizer {
  /**
   * @throws {AwsError} access denied, when anything that the call needs is not allowed
   * @throws {AuthError} when the call needs a signature and has none
   */
  check(
    engine: Engine,
    operation: Operation<Record<string, unknown>>,
    call: ApiCall,
    trail: DecisionTrail,
  ): void;
}

export const createAuthorizer = (_policies: IdentityPolicies): Authorizer => ({
  check: (_engine, operation, call, trail) => {
    const access = operation.access(call.input, call);
    if (access === "public") return;
    if (call.principal.kind === "anonymous") throw new AuthError("missing", "Missing Authentication Token");
    const [first] = access;
    if (first) {
      trail.action = access.map(({ action }) => action).join(", ");
      trail.resource = access.flatMap(({ resources }) => resources).join(", ");
    }
    if (call.principal.kind === "admin") return;
    trail.decision = "denied";
    throw new AwsError("AccessDeniedException", "Policies are not evaluated yet.", { status: 403 });
  },
});
