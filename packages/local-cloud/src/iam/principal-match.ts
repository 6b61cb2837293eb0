/** `Principal`: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
import { parseArn } from "./arn.ts";
import { PolicyError } from "./policy-error.ts";
import type { FederatedUser, Principal } from "./principal.ts";

/**
 * How closely a policy names a caller. An `"account"` only delegates to the account's own identity policies:
 * its Allow grants nothing by itself, its Deny holds for everyone in it.
 */
export type PrincipalMatch =
  | "session"
  | "role"
  | "service"
  | "federated"
  | "everyone"
  | "account"
  | undefined;

export interface PrincipalTest {
  match(principal: Principal | FederatedUser): PrincipalMatch;
}

type Named = (principal: Principal | FederatedUser) => PrincipalMatch;

const everyone: Named = () => "everyone";

const account =
  (accountId: string): Named =>
  (principal) =>
    (principal.kind === "role" || principal.kind === "admin") && principal.accountId === accountId
      ? "account"
      : undefined;

const awsPrincipal = (text: string): Named => {
  if (text === "*") return everyone;
  if (/^\d{12}$/.test(text)) return account(text);
  const arn = parseArn(text);
  if (!arn || text.includes("*"))
    throw new PolicyError(`The principal "${text}" must be "*", an account or the ARN of one principal.`);
  if (arn.service === "iam" && arn.resource === "root") return account(arn.accountId);
  return (principal) => {
    if (principal.kind !== "role") return undefined;
    if (principal.arn === text) return "session";
    return principal.roleArn === text ? "role" : undefined;
  };
};

const servicePrincipal =
  (name: string): Named =>
  (principal) =>
    principal.kind === "service" && principal.service === name ? "service" : undefined;

const federatedPrincipal =
  (provider: string): Named =>
  (principal) =>
    principal.kind === "federated" && principal.provider === provider ? "federated" : undefined;

const kinds: Readonly<Record<string, (text: string) => Named>> = {
  AWS: awsPrincipal,
  Service: servicePrincipal,
  Federated: federatedPrincipal,
};

const namesOf = (kind: string, value: unknown): Named[] => {
  const parse = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  if (!parse)
    throw new PolicyError(`The principal type ${kind} is not supported; use AWS, Service or Federated.`);
  const names: unknown[] = Array.isArray(value) ? value : [value];
  if (names.length === 0) throw new PolicyError(`The principal ${kind} names nobody.`);
  return names.map((name) => {
    if (typeof name !== "string" || name === "") throw new PolicyError(`The principal ${kind} must be text.`);
    return parse(name);
  });
};

const closeness: readonly PrincipalMatch[] = [
  "session",
  "role",
  "service",
  "federated",
  "everyone",
  "account",
];

/** @throws {PolicyError} for principals that cannot be told */
export const parsePrincipal = (element: unknown): PrincipalTest => {
  if (element === "*") return { match: everyone };
  if (typeof element !== "object" || element === null || Array.isArray(element))
    throw new PolicyError('Principal must be "*" or an object such as {"Service": "sns.amazonaws.com"}.');
  const names = Object.entries(element).flatMap(([kind, value]) => namesOf(kind, value));
  if (names.length === 0) throw new PolicyError("Principal names nobody.");
  return {
    match: (principal) => {
      const found = names.map((named) => named(principal));
      return closeness.find((candidate) => found.includes(candidate));
    },
  };
};
