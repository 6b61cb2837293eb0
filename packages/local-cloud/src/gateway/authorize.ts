/** Asks an operation what it needs, and IAM whether its caller may. */
import { accessDeniedMessage } from "../iam/access-denied.ts";
import { type Decision, evaluate } from "../iam/evaluate.ts";
import type { IdentityPolicies } from "../iam/identity-policies.ts";
import type { PolicyDocument } from "../iam/policy.ts";
import type { Principal } from "../iam/principal.ts";
import { requestContext } from "../iam/request-context.ts";
import { accessDeniedError } from "./access-denied-error.ts";
import type { Access, ApiCall, Engine, Operation } from "./engine.ts";
import { AwsError } from "./errors.ts";
import { globalContext } from "./global-context.ts";
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
   * @returns the resources that the call is allowed on; none for public operations
   * @throws {AwsError} access denied, when anything that the call needs is not allowed
   * @throws {AuthError} when the call needs a signature and has none
   */
  check(
    engine: Engine,
    operation: Operation<Record<string, unknown>>,
    call: ApiCall,
    trail: DecisionTrail,
  ): readonly string[];
  /** Whether a call may do something more, beside what its operation needs in any case. */
  allows(call: ApiCall, access: Access, trail: DecisionTrail): boolean;
  /** Decides about one action on one resource, without an operation: signed calls of a REST API's routes. */
  decide(call: ApiCall, access: Access, resource: string): Decision;
}

const missingToken = () => new AuthError("missing", "Missing Authentication Token");

/** Strangers learn nothing, not even that their input was wrong, unless a resource's own policy admits them. */
const accessForStranger = (operation: Operation<Record<string, unknown>>, call: ApiCall) => {
  try {
    const access = operation.access(call.input, call);
    if (access === "public") return access;
    if (access.length > 0 && access.every(({ resourcePolicy }) => resourcePolicy)) return access;
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
  }
  throw missingToken();
};

/** Most calls need one thing. */
const resourcesIn = (access: readonly Access[]): readonly string[] => {
  const [first] = access;
  return first && access.length === 1 ? first.resources : access.flatMap(({ resources }) => resources);
};

const note = (trail: DecisionTrail, access: readonly Access[]): void => {
  if (access.length === 0) return;
  trail.action = access.map(({ action }) => action).join(", ");
  trail.resource = resourcesIn(access).join(", ");
};

/** An action without a named resource is one on everything: an empty list must not slip through. */
const resourcesOf = ({ resources }: Access): readonly string[] => (resources.length > 0 ? resources : ["*"]);

export const createAuthorizer = (
  policies: IdentityPolicies,
  now: () => Date = () => new Date(),
): Authorizer => {
  const policiesOf = (principal: Principal): readonly PolicyDocument[] =>
    principal.kind === "role" ? (policies.ofRole(principal.roleArn) ?? []) : [];

  const decide: Authorizer["decide"] = (call, access, resource) => {
    const { principal } = call;
    const session = principal.kind === "role" ? principal.context : undefined;
    return evaluate({
      principal,
      action: access.action,
      resource,
      context: requestContext(session, access.context, () => globalContext(call, now())),
      identityPolicies: policiesOf(principal),
      resourcePolicy: access.resourcePolicy,
    });
  };

  const check: Authorizer["check"] = (engine, operation, call, trail) => {
    const stranger = call.principal.kind === "anonymous";
    if (stranger) trail.decision = "unauthenticated";
    const access = stranger ? accessForStranger(operation, call) : operation.access(call.input, call);
    if (access !== "public") checkAccess(engine, call, access, trail);
    trail.decision = "allowed";
    return access === "public" ? [] : resourcesIn(access);
  };

  const checkAccess = (
    engine: Engine,
    call: ApiCall,
    access: readonly Access[],
    trail: DecisionTrail,
  ): void => {
    note(trail, access);
    for (const entry of access)
      for (const resource of resourcesOf(entry)) {
        const decision = decide(call, entry, resource);
        if (decision.allowed) continue;
        trail.decision = "denied";
        trail.action = entry.action;
        trail.resource = resource;
        throw accessDeniedError(
          engine,
          accessDeniedMessage(call.principal, entry.action, resource, decision),
        );
      }
  };

  const allows: Authorizer["allows"] = (call, access, trail) => {
    const allowed = resourcesOf(access).every((resource) => decide(call, access, resource).allowed);
    const asked = access.resources.join(", ");
    // The first question names the action; further ones add their resources.
    const first = trail.resource === "*";
    trail.action = first ? access.action : trail.action;
    trail.resource = first ? asked : `${trail.resource}, ${asked}`;
    if (!allowed) trail.decision = "denied";
    return allowed;
  };

  return { check, allows, decide };
};
