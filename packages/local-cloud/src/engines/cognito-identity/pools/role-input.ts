/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_SetIdentityPoolRoles.html */
import type { InputReader } from "../../../gateway/input-reader.ts";
import { invalidParameter } from "../errors.ts";
import { type Input, reader, roleArnRule, textMap } from "../input.ts";
import type { MappingRule, PoolRoles, RoleMapping } from "./identity-pool.ts";

const mostRules = 400;

const oneOf = <Choice extends string>(
  read: InputReader,
  name: string,
  choices: readonly Choice[],
): Choice => {
  const value = read.text(name, { oneOf: choices });
  const choice = choices.find((candidate) => candidate === value);
  if (choice === undefined) throw invalidParameter(`${name} must be one of ${choices.join(", ")}`);
  return choice;
};

const ruleOf = (read: InputReader): MappingRule => ({
  Claim: read.text("Claim", { minimum: 1, maximum: 64 }),
  MatchType: oneOf(read, "MatchType", ["Equals", "Contains", "StartsWith", "NotEqual"]),
  Value: read.text("Value", { minimum: 1, maximum: 128 }),
  RoleARN: read.text("RoleARN", roleArnRule),
});

const structure = (input: Input, name: string): Input => {
  const value = input[name];
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  throw invalidParameter(`${name} must be a structure`);
};

const mappingOf = (input: Input): RoleMapping => {
  const read = reader(input);
  const Type = oneOf(read, "Type", ["Token", "Rules"]);
  const AmbiguousRoleResolution = oneOf(read, "AmbiguousRoleResolution", ["AuthenticatedRole", "Deny"]);
  if (Type === "Token") {
    read.refuse(["RulesConfiguration"], "a mapping of type Token has no rules.");
    return { Type, AmbiguousRoleResolution };
  }
  const Rules = reader(structure(input, "RulesConfiguration")).structures("Rules").map(ruleOf);
  if (Rules.length === 0 || Rules.length > mostRules)
    throw invalidParameter(`A mapping of type Rules has between 1 and ${mostRules} rules.`);
  return { Type, AmbiguousRoleResolution, RulesConfiguration: { Rules } };
};

/** @throws {AwsError} `ValidationException`, `InvalidParameterException` */
export const poolRoles = (input: Input): PoolRoles => {
  const roles = reader(textMap(input, "Roles"));
  const { authenticated: _, unauthenticated: __, ...unknown } = textMap(input, "Roles");
  const [name] = Object.keys(unknown);
  if (name !== undefined)
    throw invalidParameter(
      `Roles are for "authenticated" and "unauthenticated" identities, not for "${name}".`,
    );
  const authenticated = roles.optionalText("authenticated", roleArnRule);
  const unauthenticated = roles.optionalText("unauthenticated", roleArnRule);
  const mappings = input.RoleMappings === undefined ? {} : structure(input, "RoleMappings");
  return {
    Roles: {
      ...(authenticated === undefined ? {} : { authenticated }),
      ...(unauthenticated === undefined ? {} : { unauthenticated }),
    },
    RoleMappings: Object.fromEntries(
      Object.keys(mappings).map((provider) => [provider, mappingOf(structure(mappings, provider))]),
    ),
  };
};

/** Every role that sessions of the pool can get. */
export const rolesIn = ({ Roles, RoleMappings }: PoolRoles): readonly string[] => [
  ...Object.values(Roles),
  ...Object.values(RoleMappings).flatMap((mapping) =>
    mapping.Type === "Rules" ? mapping.RulesConfiguration.Rules.map(({ RoleARN }) => RoleARN) : [],
  ),
];
