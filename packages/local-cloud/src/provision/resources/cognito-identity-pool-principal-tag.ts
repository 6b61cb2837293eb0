import { unlessAbsent } from "./absent.ts";
import { immutable, mutable, type Properties } from "./property-rules.ts";
import { defineResource, type ResourceContext } from "./resource-type.ts";
import { flag, map, required, text } from "./shape.ts";

const properties = {
  IdentityPoolId: immutable(required(text)),
  IdentityProviderName: immutable(required(text)),
  PrincipalTags: mutable(map(text)),
  UseDefaults: mutable(flag),
} as const;

type PrincipalTag = Properties<typeof properties>;

const setTags = async (
  { IdentityPoolId, IdentityProviderName, PrincipalTags = {}, UseDefaults = false }: PrincipalTag,
  { clients }: ResourceContext,
) => {
  const identity = await clients.cognitoIdentity();
  await identity.setPrincipalTagAttributeMap({
    IdentityPoolId,
    IdentityProviderName,
    PrincipalTags,
    UseDefaults,
  });
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-identitypoolprincipaltag.html */
export const identityPoolPrincipalTag = defineResource({
  type: "AWS::Cognito::IdentityPoolPrincipalTag",
  properties,
  create: async (tag, context) => {
    await setTags(tag, context);
    return { physicalId: `${tag.IdentityPoolId}|${tag.IdentityProviderName}`, attributes: {} };
  },
  update: async (tag, { physicalId, attributes }, context) => {
    await setTags(tag, context);
    return { physicalId, attributes };
  },
  // AWS has no call that takes a mapping away: an empty one gives no tags.
  remove: async (_id, { IdentityPoolId, IdentityProviderName }, context) => {
    await unlessAbsent(setTags({ IdentityPoolId, IdentityProviderName }, context));
  },
});
