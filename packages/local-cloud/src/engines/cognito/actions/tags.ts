import type { Action, Cognito } from "../context.ts";
import { notFound } from "../errors.ts";
import { type Input, optionalTexts, text, textMap } from "../input.ts";
import { poolArn } from "../pools/pool-view.ts";
import type { UserPool } from "../pools/user-pool.ts";

const taggedPool = (cognito: Cognito, input: Input): UserPool => {
  const arn = text(input, "ResourceArn");
  const pool = cognito.store.pools.find(arn.slice(arn.lastIndexOf("/") + 1));
  if (!pool || poolArn(cognito, pool.id) !== arn) throw notFound(`Resource ${arn} does not exist.`);
  return pool;
};

const onResource = (operation: string) => (input: Input) => [
  { action: `cognito-idp:${operation}`, resources: [text(input, "ResourceArn")] },
];

const setTags = (
  { store, now }: Cognito,
  pool: UserPool,
  UserPoolTags: Readonly<Record<string, string>>,
): object => {
  store.pools.update(pool.id, { ...pool.settings, UserPoolTags }, now());
  return {};
};

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_TagResource.html */
export const tagResource = (cognito: Cognito): Action => ({
  access: onResource("TagResource"),
  handle: (input) => {
    const pool = taggedPool(cognito, input);
    return setTags(cognito, pool, { ...pool.settings.UserPoolTags, ...textMap(input, "Tags") });
  },
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UntagResource.html */
export const untagResource = (cognito: Cognito): Action => ({
  access: onResource("UntagResource"),
  handle: (input) => {
    const pool = taggedPool(cognito, input);
    const gone = optionalTexts(input, "TagKeys") ?? [];
    const kept = Object.entries(pool.settings.UserPoolTags).filter(([key]) => !gone.includes(key));
    return setTags(cognito, pool, Object.fromEntries(kept));
  },
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListTagsForResource.html */
export const listTagsForResource = (cognito: Cognito): Action => ({
  access: onResource("ListTagsForResource"),
  handle: (input) => ({ Tags: taggedPool(cognito, input).settings.UserPoolTags }),
});
