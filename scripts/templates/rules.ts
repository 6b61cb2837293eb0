/** The rules that every template of this project keeps, beyond what AWS's linter knows. */
import type { Finding, Resource, Template } from "./template.ts";

type Properties = Readonly<Record<string, unknown>>;
type Rule = (properties: Properties, template: Template) => string | undefined;

interface Statement {
  readonly Effect?: string;
  readonly Action?: string | readonly string[];
  readonly Resource?: unknown;
}

const isEqual = (value: unknown, expected: unknown): boolean =>
  JSON.stringify(value) === JSON.stringify(expected);

const must =
  (key: string, expected: unknown): Rule =>
  (properties) =>
    isEqual(properties[key], expected) ? undefined : `${key} must be ${JSON.stringify(expected)}`;

const states =
  (key: string): Rule =>
  (properties) =>
    properties[key] === undefined ? `${key} must be stated` : undefined;

/** One role per function: what one may do, no other may. */
const ownRole: Rule = ({ Role }, template) => {
  const sharing = Object.values(template.Resources).filter(
    (resource) => resource.Type === "AWS::Lambda::Function" && isEqual(resource.Properties?.Role, Role),
  );
  return sharing.length > 1
    ? "shares its role with another function: give it iamRoleStatements of its own"
    : undefined;
};

const statementsOf = (properties: Properties): readonly Statement[] => {
  const policies = (properties.Policies ?? [properties]) as readonly {
    PolicyDocument?: { Statement?: Statement[] };
  }[];
  return policies.flatMap(({ PolicyDocument }) => PolicyDocument?.Statement ?? []);
};

const noWildcardAction: Rule = (properties) => {
  const actions = statementsOf(properties).flatMap(({ Action }) => Action ?? []);
  const wild = actions.filter((action) => action.includes("*"));
  return wild.length > 0 ? `names no single action: ${wild.join(", ")}` : undefined;
};

/** Actions that have no resource to name: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html */
const withoutResources = new Set(["xray:PutTraceSegments", "xray:PutTelemetryRecords"]);

const namedResources: Rule = (properties) => {
  const open = statementsOf(properties)
    .filter(({ Resource }) => [Resource].flat().includes("*"))
    .flatMap(({ Action }) => Action ?? [])
    .filter((action) => !withoutResources.has(action));
  return open.length > 0 ? `allows ${open.join(", ")} on every resource: name the resource` : undefined;
};

const rules: Readonly<Record<string, Readonly<Record<string, Rule>>>> = {
  "AWS::Lambda::Function": {
    "function-runtime": must("Runtime", "nodejs24.x"),
    "function-architecture": must("Architectures", ["arm64"]),
    "function-memory": states("MemorySize"),
    "function-timeout": states("Timeout"),
    "function-tracing": must("TracingConfig", { Mode: "Active" }),
    "function-own-role": ownRole,
  },
  "AWS::Logs::LogGroup": { "log-retention": states("RetentionInDays") },
  "AWS::IAM::Role": { "role-actions": noWildcardAction, "role-resources": namedResources },
  "AWS::IAM::Policy": { "policy-actions": noWildcardAction, "policy-resources": namedResources },
};

const check = (logicalId: string, resource: Resource, template: Template): Finding[] =>
  Object.entries(rules[resource.Type] ?? {}).flatMap(([rule, broken]) => {
    const message = broken(resource.Properties ?? {}, template);
    return message ? [{ logicalId, rule, message }] : [];
  });

/** What a template does against the rules of this project; empty when nothing. */
export const brokenRules = (template: Template): readonly Finding[] =>
  Object.entries(template.Resources).flatMap(([logicalId, resource]) => check(logicalId, resource, template));
