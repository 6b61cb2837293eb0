import type { CognitoIdentity } from "@aws-sdk/client-cognito-identity";
import { given, unlessAbsent } from "./absent.ts";
import { mutable, type Properties, refused } from "./property-rules.ts";
import { defineResource, type PhysicalResource, type ResourceContext } from "./resource-type.ts";
import { flag, list, object, required, text } from "./shape.ts";
import { tag, tagMap } from "./tags.ts";

const userPoolsOnly = "users come from user pools (CognitoIdentityProviders) only";
const noSync = "Cognito Sync is not available";

const properties = {
  IdentityPoolName: mutable(text),
  AllowUnauthenticatedIdentities: mutable(required(flag)),
  AllowClassicFlow: mutable(flag),
  CognitoIdentityProviders: mutable(
    list(object({ ClientId: required(text), ProviderName: required(text), ServerSideTokenCheck: flag })),
  ),
  IdentityPoolTags: mutable(list(tag)),
  CognitoEvents: refused(noSync),
  CognitoStreams: refused(noSync),
  DeveloperProviderName: refused(userPoolsOnly),
  OpenIdConnectProviderARNs: refused(userPoolsOnly),
  PushSync: refused(noSync),
  SamlProviderARNs: refused(userPoolsOnly),
  SupportedLoginProviders: refused(userPoolsOnly),
} as const;

type IdentityPool = Properties<typeof properties>;

const nameOf = (pool: IdentityPool, context: ResourceContext): string =>
  pool.IdentityPoolName ?? context.generatedName(128);

/** All settings: an update sets those that are left out to their defaults. */
const settingsOf = ({ IdentityPoolTags, ...settings }: IdentityPool, IdentityPoolName: string) => ({
  ...settings,
  IdentityPoolName,
  IdentityPoolTags: tagMap(IdentityPoolTags),
});

const physical = (id: string | undefined, Name: string): PhysicalResource => {
  const physicalId = given(id, "IdentityPoolId");
  return { physicalId, attributes: { Id: physicalId, Name } };
};

/** Pools may share a name, so all of that name are looked at. */
const idsByName = async (identity: CognitoIdentity, name: string): Promise<readonly string[]> => {
  const ids: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await identity.listIdentityPools({ MaxResults: 60, NextToken });
    for (const { IdentityPoolId, IdentityPoolName } of page.IdentityPools ?? [])
      if (IdentityPoolId !== undefined && IdentityPoolName === name) ids.push(IdentityPoolId);
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return ids;
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-identitypool.html */
export const identityPool = defineResource({
  type: "AWS::Cognito::IdentityPool",
  properties,
  find: async (pool, context) => idsByName(await context.clients.cognitoIdentity(), nameOf(pool, context)),
  create: async (pool, context) => {
    const name = nameOf(pool, context);
    const identity = await context.clients.cognitoIdentity();
    const { IdentityPoolId } = await identity.createIdentityPool(settingsOf(pool, name));
    return physical(IdentityPoolId, name);
  },
  update: async (pool, { physicalId: IdentityPoolId, attributes }, { clients }) => {
    const name = pool.IdentityPoolName ?? String(attributes.Name);
    const identity = await clients.cognitoIdentity();
    await identity.updateIdentityPool({ ...settingsOf(pool, name), IdentityPoolId });
    return physical(IdentityPoolId, name);
  },
  remove: async (IdentityPoolId, _pool, { clients }) => {
    await unlessAbsent((await clients.cognitoIdentity()).deleteIdentityPool({ IdentityPoolId }));
  },
});
