import type { CognitoIdentityProvider, UserPoolType } from "@aws-sdk/client-cognito-identity-provider";
import { TemplateError } from "../errors.ts";
import { sameJson } from "../json.ts";
import { given, unlessAbsent } from "./absent.ts";
import { properties, settingsOf, type UserPool } from "./cognito-user-pool-properties.ts";
import { defineResource, type PhysicalResource, type ResourceContext } from "./resource-type.ts";

const nameOf = (pool: UserPool, context: ResourceContext): string =>
  pool.UserPoolName ?? context.generatedName(128);

const physical = (pool: UserPoolType | undefined, { region }: ResourceContext): PhysicalResource => {
  const id = given(pool?.Id, "Id");
  const provider = `cognito-idp.${region}.amazonaws.com/${id}`;
  return {
    physicalId: id,
    attributes: {
      Arn: given(pool?.Arn, "Arn"),
      ProviderName: provider,
      ProviderURL: `https://${provider}`,
      UserPoolId: id,
    },
  };
};

/** Pools may share a name, so all of that name are looked at. */
const idsByName = async (cognito: CognitoIdentityProvider, name: string): Promise<readonly string[]> => {
  const ids: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await cognito.listUserPools({ MaxResults: 60, NextToken });
    for (const { Id, Name } of page.UserPools ?? []) if (Id !== undefined && Name === name) ids.push(Id);
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return ids;
};

type Attributes = NonNullable<UserPool["Schema"]>;

/**
 * Attributes of a pool can be added, but neither changed nor removed.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html
 */
const addedAttributes = (before: Attributes = [], after: Attributes = []): Attributes => {
  const earlier = new Map(before.map((attribute) => [attribute.Name, attribute]));
  const later = new Set(after.map(({ Name }) => Name));
  const removed = before.find(({ Name }) => !later.has(Name));
  const changed = after.find((attribute) => {
    const same = earlier.get(attribute.Name);
    return same !== undefined && !sameJson(same, attribute);
  });
  const stuck = removed ?? changed;
  if (stuck)
    throw new TemplateError(
      `Schema: the attribute ${stuck.Name} cannot be ${removed ? "removed" : "changed"} once the pool has it; ` +
        "give the pool another logical id, so that a new one takes its place",
    );
  return after.filter(({ Name }) => !earlier.has(Name));
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpool.html */
export const userPool = defineResource({
  type: "AWS::Cognito::UserPool",
  properties,
  find: async (pool, context) => idsByName(await context.clients.cognito(), nameOf(pool, context)),
  create: async (pool, context) => {
    const cognito = await context.clients.cognito();
    const { AliasAttributes, UsernameAttributes, UsernameConfiguration, Schema } = pool;
    const { UserPool } = await cognito.createUserPool({
      ...settingsOf(pool),
      AliasAttributes,
      UsernameAttributes,
      UsernameConfiguration,
      Schema,
      PoolName: nameOf(pool, context),
    });
    return physical(UserPool, context);
  },
  update: async (pool, { physicalId: UserPoolId, properties: before }, context) => {
    const cognito = await context.clients.cognito();
    // Attributes that a failed update has added stay: there is no way to remove them.
    const CustomAttributes = context.undoing ? [] : addedAttributes(before.Schema, pool.Schema);
    if (CustomAttributes.length > 0) await cognito.addCustomAttributes({ UserPoolId, CustomAttributes });
    await cognito.updateUserPool({
      ...settingsOf(pool),
      UserPoolId,
      ...(pool.UserPoolName === undefined ? {} : { PoolName: pool.UserPoolName }),
    });
    const { UserPool } = await cognito.describeUserPool({ UserPoolId });
    return physical(UserPool, context);
  },
  remove: async (UserPoolId, pool, { clients, undoing }) => {
    const cognito = await clients.cognito();
    // What a failed run has just made holds no users worth protecting.
    if (undoing && pool.DeletionProtection === "ACTIVE")
      await unlessAbsent(cognito.updateUserPool({ UserPoolId, DeletionProtection: "INACTIVE" }));
    await unlessAbsent(cognito.deleteUserPool({ UserPoolId }));
  },
});
