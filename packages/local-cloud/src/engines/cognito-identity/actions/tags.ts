import type { IdentityAction, IdentityPools } from "../context.ts";
import { resourceNotFound } from "../errors.ts";
import { type Input, reader, textMap } from "../input.ts";
import { type IdentityPool, poolArn } from "../pools/identity-pool.ts";

const arnIn = (input: Input): string => reader(input).text("ResourceArn", { minimum: 20, maximum: 2_048 });

const taggedPool = (context: IdentityPools, input: Input): IdentityPool => {
  const arn = arnIn(input);
  const pool = context.pools.get(arn.slice(arn.lastIndexOf("/") + 1));
  if (!pool || poolArn(context, pool.id) !== arn) throw resourceNotFound(arn);
  return pool;
};

const onResource = (operation: string) => (input: Input) => [
  { action: `cognito-identity:${operation}`, resources: [arnIn(input)] },
];

const setTags = (
  { pools }: IdentityPools,
  pool: IdentityPool,
  IdentityPoolTags: Readonly<Record<string, string>>,
): object => {
  pools.put(pool.id, { ...pool, settings: { ...pool.settings, IdentityPoolTags } });
  return {};
};

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_TagResource.html */
export const tagResource: IdentityAction = (context) => ({
  access: onResource("TagResource"),
  handle: (input) => {
    const pool = taggedPool(context, input);
    return setTags(context, pool, { ...pool.settings.IdentityPoolTags, ...textMap(input, "Tags") });
  },
});

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_UntagResource.html */
export const untagResource: IdentityAction = (context) => ({
  access: onResource("UntagResource"),
  handle: (input) => {
    const pool = taggedPool(context, input);
    const gone = reader(input).texts("TagKeys");
    const kept = Object.entries(pool.settings.IdentityPoolTags).filter(([key]) => !gone.includes(key));
    return setTags(context, pool, Object.fromEntries(kept));
  },
});

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_ListTagsForResource.html */
export const listTagsForResource: IdentityAction = (context) => ({
  access: onResource("ListTagsForResource"),
  handle: (input) => ({ Tags: taggedPool(context, input).settings.IdentityPoolTags }),
});
