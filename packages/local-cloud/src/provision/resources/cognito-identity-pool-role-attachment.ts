import { unlessAbsent } from "./absent.ts";
import { immutable, mutable, type Properties } from "./property-rules.ts";
import { defineResource, type ResourceContext } from "./resource-type.ts";
import { list, map, object, oneOf, required, text } from "./shape.ts";

const rule = object({
  Claim: required(text),
  MatchType: required(oneOf("Equals", "Contains", "StartsWith", "NotEqual")),
  RoleARN: required(text),
  Value: required(text),
});

const roleMapping = object({
  Type: required(oneOf("Token", "Rules")),
  AmbiguousRoleResolution: oneOf("AuthenticatedRole", "Deny"),
  IdentityProvider: text,
  RulesConfiguration: object({ Rules: required(list(rule)) }),
});

const properties = {
  IdentityPoolId: immutable(required(text)),
  Roles: mutable(object({ authenticated: text, unauthenticated: text })),
  RoleMappings: mutable(map(roleMapping)),
} as const;

type RoleAttachment = Properties<typeof properties>;

/** A key cannot be an intrinsic function, hence `IdentityProvider`: it says what the key would have to be. */
const mappingsByProvider = (mappings: RoleAttachment["RoleMappings"] = {}) =>
  Object.fromEntries(
    Object.entries(mappings).map(([key, { IdentityProvider = key, ...mapping }]) => [
      IdentityProvider,
      mapping,
    ]),
  );

const withoutAbsent = (roles: RoleAttachment["Roles"] = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(roles).filter((role): role is [string, string] => role[1] !== undefined));

const attach = async (
  { IdentityPoolId, Roles, RoleMappings }: RoleAttachment,
  { clients }: ResourceContext,
): Promise<void> => {
  await (await clients.cognitoIdentity()).setIdentityPoolRoles({
    IdentityPoolId,
    Roles: withoutAbsent(Roles),
    RoleMappings: mappingsByProvider(RoleMappings),
  });
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-identitypoolroleattachment.html */
export const identityPoolRoleAttachment = defineResource({
  type: "AWS::Cognito::IdentityPoolRoleAttachment",
  properties,
  create: async (attachment, context) => {
    await attach(attachment, context);
    const id = context.generatedName(128);
    return { physicalId: id, attributes: { Id: id } };
  },
  update: async (attachment, { physicalId, attributes }, context) => {
    await attach(attachment, context);
    return { physicalId, attributes };
  },
  remove: async (_id, { IdentityPoolId }, { clients }) => {
    const identity = await clients.cognitoIdentity();
    await unlessAbsent(identity.setIdentityPoolRoles({ IdentityPoolId, Roles: {} }));
  },
});
