import { matchesPattern, wildcardPattern } from "../iam/pattern.ts";
import { duplicable } from "./duplicable.ts";
import type { Kind, Selection } from "./fault.ts";
import type { Fields } from "./fields.ts";

/** Names of operations by service, of those that run. */
export type KnownOperations = ReadonlyMap<string, readonly string[]>;

export const selectionFields = ["service", "operation", "resource", "principal", "function"] as const;

/** A pattern that can match nothing would be a fault that never comes, and nobody would know why. */
const rules = {
  resource: { pattern: /^(arn:|\*)/, wanted: "a pattern of whole ARNs, such as arn:aws:sqs:*:*:orders" },
  principal: {
    pattern: /^(arn:|\*|anonymous$|[a-z0-9*?-]+\.amazonaws\.com$)/,
    wanted: "a pattern of ARNs, the name of an AWS service such as sns.amazonaws.com, or anonymous",
  },
  function: { pattern: /^[\w*?-]{1,64}$/, wanted: "a function's name or a pattern of it, not its ARN" },
};

const serviceOf = (fields: Fields, known: KnownOperations): string | undefined => {
  const service = fields.text("service");
  if (service !== undefined && service !== "*" && !known.has(service))
    fields.refuse(
      "service",
      `"${service}" does not run here: there are ${[...known.keys()].sort().join(", ")}, and *.`,
    );
  return service;
};

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === "string");

const operationOf = (fields: Fields, service: string | undefined, known: KnownOperations) => {
  const given = fields.raw("operation");
  if (given === undefined || given === "*") return given;
  if (typeof given !== "string" && !isTexts(given))
    return fields.refuse("operation", "must be the name of an operation, or a list of names.");
  const operations = known.get(service ?? "");
  if (!operations) return fields.refuse("operation", "needs the service that it belongs to.");
  const strange = [given]
    .flat()
    .find((name) => !operations.some((one) => matchesPattern(wildcardPattern(name), one)));
  if (strange !== undefined) fields.refuse("operation", `"${strange}" is no operation of ${service} here.`);
  return given;
};

const checkFunction = (fields: Fields, { service, operation, resource, ...selection }: Selection): void => {
  if (selection.function === undefined) return;
  if (service !== undefined && service !== "lambda")
    fields.refuse("service", "can only be lambda together with function, which selects its runs.");
  if (operation !== undefined && operation !== "Invoke")
    fields.refuse("operation", "can only be Invoke together with function, which selects its runs.");
  if (resource !== undefined)
    fields.refuse("resource", "cannot be given together with function: name one of them.");
};

const checkDuplicable = (fields: Fields, { service, operation, resource }: Selection): void => {
  if (service === undefined || service === "*") return;
  const possible = duplicable[service] ?? [];
  const patterns = [operation ?? "*"].flat().map(wildcardPattern);
  const chosen = possible.filter((name) => patterns.some((pattern) => matchesPattern(pattern, name)));
  const all = Object.entries(duplicable).map(([name, operations]) => `${name} ${operations.join(", ")}`);
  if (chosen.length === 0)
    fields.refuse(
      possible.length === 0 ? "service" : "operation",
      `has nothing that AWS does twice. What can be duplicated: ${all.join("; ")}.`,
    );
  if (resource?.endsWith(".fifo") && chosen.every((name) => name === "ReceiveMessage"))
    fields.refuse("resource", "is a FIFO queue, which gives no message twice.");
};

/** @throws {InvalidFault} */
export const parseSelection = (fields: Fields, kind: Kind, known: KnownOperations): Selection => {
  const service = serviceOf(fields, known);
  const operation = operationOf(fields, service, known);
  const resource = fields.text("resource", rules.resource);
  const principal = fields.text("principal", rules.principal);
  const functionName = fields.text("function", rules.function);
  const selection: Selection = {
    ...(service === undefined ? {} : { service }),
    ...(operation === undefined ? {} : { operation }),
    ...(resource === undefined ? {} : { resource }),
    ...(principal === undefined ? {} : { principal }),
    ...(functionName === undefined ? {} : { function: functionName }),
  };
  if (![service, resource, principal, functionName].some((one) => one !== undefined))
    fields.refuse(
      "service",
      'is missing, as are resource, principal and function: "*" stands for all services.',
    );
  checkFunction(fields, selection);
  if (kind === "duplicate") checkDuplicable(fields, selection);
  return selection;
};
