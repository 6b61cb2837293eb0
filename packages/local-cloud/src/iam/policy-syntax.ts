/**
 * Reads policy documents, and refuses everything that would not be evaluated exactly.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
import { type ArnTemplate, parseArnTemplate } from "./arn-template.ts";
import { type Condition, parseConditions } from "./conditions.ts";
import { type Pattern, wildcardPattern } from "./pattern.ts";
import type { PolicyDocument } from "./policy.ts";
import { PolicyError } from "./policy-error.ts";
import { type PrincipalTest, parsePrincipal } from "./principal-match.ts";

/** Where a policy is attached decides which elements it must and must not have. */
export type PolicyKind = "identity" | "resource" | "trust" | "session";

export interface Statement {
  readonly effect: "Allow" | "Deny";
  /** Patterns over lower-case action names. */
  readonly actions: { readonly negated: boolean; readonly patterns: readonly Pattern[] };
  /** Absent in trust policies, whose resource is the role itself. */
  readonly resources: { readonly negated: boolean; readonly templates: readonly ArnTemplate[] } | undefined;
  readonly principal: { readonly negated: boolean; readonly test: PrincipalTest } | undefined;
  readonly conditions: readonly Condition[];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const refuseUnknown = (record: Record<string, unknown>, known: readonly string[], what: string): void => {
  const unknown = Object.keys(record).find((key) => !known.includes(key));
  if (unknown !== undefined) throw new PolicyError(`${what} has the unknown element "${unknown}".`);
};

const textsOf = (value: unknown, name: string): string[] => {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  if (list.length === 0) throw new PolicyError(`${name} is empty.`);
  return list.map((text) => {
    if (typeof text !== "string" || text === "")
      throw new PolicyError(`${name} must be text or a list of texts.`);
    return text;
  });
};

/** The element or its negation (`Action`, `NotAction`); both at once are refused. */
const either = (record: Record<string, unknown>, name: string) => {
  const negatedName = `Not${name}`;
  if (record[name] !== undefined && record[negatedName] !== undefined)
    throw new PolicyError(`A statement has ${name} or ${negatedName}, not both.`);
  if (record[name] !== undefined) return { negated: false, value: record[name], name };
  if (record[negatedName] !== undefined)
    return { negated: true, value: record[negatedName], name: negatedName };
  return undefined;
};

const actionShape = /^(\*|[a-zA-Z0-9-]+:[a-zA-Z0-9*?]+)$/;

const actionsOf = (record: Record<string, unknown>): Statement["actions"] => {
  const element = either(record, "Action");
  if (!element) throw new PolicyError("A statement needs Action or NotAction.");
  const patterns = textsOf(element.value, element.name).map((action) => {
    if (!actionShape.test(action))
      throw new PolicyError(`The action "${action}" must be "*" or of the form "service:Name".`);
    return wildcardPattern(action.toLowerCase());
  });
  return { negated: element.negated, patterns };
};

const resourcesOf = (record: Record<string, unknown>, withVariables: boolean): Statement["resources"] => {
  const element = either(record, "Resource");
  if (!element) return undefined;
  const templates = textsOf(element.value, element.name).map((resource) => {
    if (resource !== "*" && !resource.startsWith("arn:"))
      throw new PolicyError(`Resource ${resource} must be in ARN format or "*".`);
    return parseArnTemplate(resource, withVariables);
  });
  return { negated: element.negated, templates };
};

const principalOf = (record: Record<string, unknown>): Statement["principal"] => {
  const element = either(record, "Principal");
  return element && { negated: element.negated, test: parsePrincipal(element.value) };
};

const statementElements = [
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
];

const checkKind = (statement: Statement, kind: PolicyKind): void => {
  const forResource = kind === "resource" || kind === "trust";
  if (forResource && !statement.principal) throw new PolicyError("Missing required field Principal.");
  if (!forResource && statement.principal)
    throw new PolicyError("Policy document should not specify a principal.");
  if (kind === "trust" && statement.resources) throw new PolicyError("Has prohibited field Resource.");
  if (kind !== "trust" && !statement.resources)
    throw new PolicyError("Policy statement must contain resources.");
};

const statementOf = (value: unknown, withVariables: boolean): Statement => {
  if (!isRecord(value)) throw new PolicyError("A statement must be an object.");
  refuseUnknown(value, statementElements, "A statement");
  const effect = value.Effect;
  if (effect !== "Allow" && effect !== "Deny") throw new PolicyError("Effect must be Allow or Deny.");
  if (value.Sid !== undefined && typeof value.Sid !== "string") throw new PolicyError("Sid must be text.");
  return {
    effect,
    actions: actionsOf(value),
    resources: resourcesOf(value, withVariables),
    principal: principalOf(value),
    conditions: parseConditions(value.Condition, effect, withVariables),
  };
};

const versions: readonly unknown[] = ["2012-10-17", "2008-10-17", undefined];

/**
 * Reads a document into statements that can be evaluated.
 *
 * @param kind where it is attached; left out at evaluation, when the engine has checked it already
 * @throws {PolicyError} for whatever is malformed or unknown
 */
export const parseStatements = (document: unknown, kind?: PolicyKind): readonly Statement[] => {
  if (!isRecord(document)) throw new PolicyError("A policy must be a JSON object.");
  refuseUnknown(document, ["Version", "Id", "Statement"], "The policy");
  if (!versions.includes(document.Version)) throw new PolicyError('Version must be "2012-10-17".');
  const list: unknown[] = Array.isArray(document.Statement) ? document.Statement : [document.Statement];
  if (document.Statement === undefined) throw new PolicyError("Missing required field Statement");
  if (list.length === 0) throw new PolicyError("The policy has no statement.");
  const statements = list.map((value) => statementOf(value, document.Version === "2012-10-17"));
  if (kind) for (const statement of statements) checkKind(statement, kind);
  return statements;
};

/**
 * Reads a policy that somebody wants to attach.
 *
 * @param text JSON, as the API takes it
 * @throws {PolicyError} when it is no JSON, malformed, or uses what is not supported
 * @example parsePolicy(attributes.Policy, "resource")
 */
export const parsePolicy = (text: string, kind: PolicyKind): PolicyDocument => {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw new PolicyError("The policy is not valid JSON.");
  }
  parseStatements(document, kind);
  return document as PolicyDocument;
};
