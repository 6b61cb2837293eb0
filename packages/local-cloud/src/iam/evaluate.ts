/**
 * Decides whether a principal may do one action on one resource.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
import { matchesPattern } from "./pattern.ts";
import type { PolicyDocument } from "./policy.ts";
import { PolicyError } from "./policy-error.ts";
import { parseStatements, type Statement } from "./policy-syntax.ts";
import type { FederatedUser, Principal } from "./principal.ts";
import type { PrincipalMatch } from "./principal-match.ts";
import type { RequestContext } from "./request-context.ts";

export interface EvaluationRequest {
  readonly principal: Principal;
  /** `sqs:SendMessage` */
  readonly action: string;
  /** ARN, or `*` for actions without a resource type. */
  readonly resource: string;
  readonly context: RequestContext;
  /** Policies of the principal's role. */
  readonly identityPolicies: readonly PolicyDocument[];
  readonly resourcePolicy?: PolicyDocument | undefined;
}

/** Which policies decided; the words are those of AWS's own messages. */
export type PolicySource = "identity-based policy" | "resource-based policy" | "session policy";

export type Decision =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly explicit: boolean; readonly source: PolicySource };

const parsed = new WeakMap<PolicyDocument, readonly Statement[] | PolicyError>();

const read = (document: PolicyDocument): readonly Statement[] | PolicyError => {
  try {
    return parseStatements(document);
  } catch (error) {
    if (error instanceof PolicyError) return error;
    throw error;
  }
};

/** Documents are immutable, so each is read once. */
const statementsOf = (document: PolicyDocument): readonly Statement[] | PolicyError => {
  const known = parsed.get(document);
  if (known) return known;
  const statements = read(document);
  parsed.set(document, statements);
  return statements;
};

const matchesAction = ({ actions }: Statement, action: string): boolean => {
  const name = action.toLowerCase();
  return actions.patterns.some((pattern) => matchesPattern(pattern, name)) !== actions.negated;
};

const matchesResource = (
  { resources, effect }: Statement,
  { resource, context }: Pick<EvaluationRequest, "resource" | "context">,
): boolean => {
  if (!resources) return true;
  const results = resources.templates.map((template) => template.test(resource, context.lookup));
  if (!resources.negated) return results.includes("match");
  // "All but something unknown" must not open what an Allow guards.
  if (effect === "Allow" && results.includes("unresolved")) return false;
  return !results.includes("match");
};

/** A question to policies; those of trust also answer about users who are no principals yet. */
interface Question extends Omit<EvaluationRequest, "principal" | "identityPolicies" | "resourcePolicy"> {
  readonly principal: Principal | FederatedUser;
}

const principalMatch = ({ principal }: Statement, request: Question): PrincipalMatch => {
  if (!principal) return "everyone";
  const match = principal.test.match(request.principal);
  if (!principal.negated) return match;
  return match === undefined ? "everyone" : undefined;
};

interface Findings {
  readonly denied: boolean;
  /** Closest way in which an Allow names the principal. */
  readonly grants: ReadonlySet<PrincipalMatch>;
}

const everythingDenied: Findings = { denied: true, grants: new Set() };

const examine = (documents: readonly PolicyDocument[], request: Question): Findings => {
  const grants = new Set<PrincipalMatch>();
  for (const document of documents) {
    const statements = statementsOf(document);
    // A policy that cannot be read may have denied this: nothing goes through.
    if (statements instanceof PolicyError) return everythingDenied;
    for (const statement of statements) {
      const match = principalMatch(statement, request);
      const applies =
        match !== undefined &&
        matchesAction(statement, request.action) &&
        matchesResource(statement, request) &&
        statement.conditions.every((holds) => holds(request.context));
      if (!applies) continue;
      if (statement.effect === "Deny") return everythingDenied;
      grants.add(match);
    }
  }
  return { denied: false, grants };
};

const deny = (explicit: boolean, source: PolicySource): Decision => ({ allowed: false, explicit, source });
const allow: Decision = { allowed: true };

/**
 * Within one account, a role may do what either its own policies or the resource's policy allow, as far as its
 * session policy allows it too; services and strangers need the resource's policy. A Deny anywhere wins.
 */
export const evaluate = (request: EvaluationRequest): Decision => {
  const { principal } = request;
  if (principal.kind === "admin") return allow;

  const identity = examine(request.identityPolicies, request);
  const resource = examine(request.resourcePolicy ? [request.resourcePolicy] : [], request);
  const sessionPolicy = principal.kind === "role" ? principal.sessionPolicy : undefined;
  const session = sessionPolicy && examine([sessionPolicy], request);
  if (identity.denied) return deny(true, "identity-based policy");
  if (resource.denied) return deny(true, "resource-based policy");
  if (session?.denied) return deny(true, "session policy");

  if (principal.kind !== "role") {
    const named = resource.grants.has("service") || resource.grants.has("everyone");
    return named ? allow : deny(false, "resource-based policy");
  }
  // A resource that names the very session is not bounded by the session's own policy.
  if (resource.grants.has("session")) return allow;
  const granted = identity.grants.size > 0 || resource.grants.has("role") || resource.grants.has("everyone");
  if (!granted) return deny(false, "identity-based policy");
  return !session || session.grants.size > 0 ? allow : deny(false, "session policy");
};

/**
 * Whether a role's trust policy lets a principal become it.
 *
 * The administrator has every permission of its own, so that a trust policy that only delegates to the account
 * is enough; but who is not trusted does not get in, administrator or not.
 */
export const mayAssume = (
  trustPolicy: PolicyDocument,
  principal: Principal,
  context: RequestContext,
): boolean => {
  const findings = examine([trustPolicy], {
    principal,
    action: "sts:AssumeRole",
    resource: "*",
    context,
  });
  if (findings.denied) return false;
  const enough: PrincipalMatch[] = ["session", "role", "service", "everyone"];
  if (principal.kind === "admin") enough.push("account");
  return enough.some((match) => findings.grants.has(match));
};

/**
 * What a role's trust policy lets the users of an identity provider do. Only a statement that names the
 * provider lets them in: `"*"` means everyone in AWS, not everyone whom somebody vouches for.
 *
 * @param context keys of the token, such as `cognito-identity.amazonaws.com:aud`
 */
const usersMay =
  (action: string) =>
  (trustPolicy: PolicyDocument, provider: string, context: RequestContext): boolean => {
    const findings = examine([trustPolicy], {
      principal: { kind: "federated", provider },
      action,
      resource: "*",
      context,
    });
    return !findings.denied && findings.grants.has("federated");
  };

/** Whether they may become the role. */
export const mayAssumeWithWebIdentity = usersMay("sts:AssumeRoleWithWebIdentity");

/** Whether their sessions may have tags: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_permissions-required */
export const mayTagSession = usersMay("sts:TagSession");
