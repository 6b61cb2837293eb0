import type { CachePolicy, CachePolicyConfig } from "@aws-sdk/client-cloudfront";
import { counted } from "./cloudfront-lists.ts";
import { defineVersioned, isoTime } from "./cloudfront-versioned.ts";
import { mutable, type Properties } from "./property-rules.ts";
import { flag, list, number, object, oneOf, required, text } from "./shape.ts";

const properties = {
  CachePolicyConfig: mutable(
    required(
      object({
        Comment: text,
        DefaultTTL: required(number),
        MaxTTL: required(number),
        MinTTL: required(number),
        Name: required(text),
        ParametersInCacheKeyAndForwardedToOrigin: required(
          object({
            CookiesConfig: required(
              object({
                CookieBehavior: required(oneOf("none", "whitelist", "allExcept", "all")),
                Cookies: list(text),
              }),
            ),
            EnableAcceptEncodingBrotli: flag,
            EnableAcceptEncodingGzip: required(flag),
            HeadersConfig: required(
              object({ HeaderBehavior: required(oneOf("none", "whitelist")), Headers: list(text) }),
            ),
            QueryStringsConfig: required(
              object({
                QueryStringBehavior: required(oneOf("none", "whitelist", "allExcept", "all")),
                QueryStrings: list(text),
              }),
            ),
          }),
        ),
      }),
    ),
  ),
} as const;

const configOf = ({ CachePolicyConfig: config }: Properties<typeof properties>): CachePolicyConfig => {
  const { CookiesConfig, HeadersConfig, QueryStringsConfig, ...encodings } =
    config.ParametersInCacheKeyAndForwardedToOrigin;
  return {
    ...config,
    ParametersInCacheKeyAndForwardedToOrigin: {
      ...encodings,
      CookiesConfig: { ...CookiesConfig, Cookies: counted(CookiesConfig.Cookies) },
      HeadersConfig: { ...HeadersConfig, Headers: counted(HeadersConfig.Headers) },
      QueryStringsConfig: { ...QueryStringsConfig, QueryStrings: counted(QueryStringsConfig.QueryStrings) },
    },
  };
};

const answerOf = (policy: CachePolicy | undefined) => ({
  id: policy?.Id,
  attributes: { LastModifiedTime: isoTime(policy?.LastModifiedTime) },
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-cachepolicy.html */
export const cachePolicy = defineVersioned({
  type: "AWS::CloudFront::CachePolicy",
  properties,
  nameOf: ({ CachePolicyConfig: { Name } }) => Name,
  list: async (client, Marker) => {
    const { CachePolicyList: page } = await client.listCachePolicies({ Type: "custom", Marker });
    const items = (page?.Items ?? []).map(({ CachePolicy: policy }) => ({
      id: policy?.Id,
      name: policy?.CachePolicyConfig?.Name,
    }));
    return { items, next: page?.NextMarker };
  },
  create: async (client, policy) =>
    answerOf((await client.createCachePolicy({ CachePolicyConfig: configOf(policy) })).CachePolicy),
  versionOf: async (client, Id) => (await client.getCachePolicy({ Id })).ETag,
  update: async (client, policy, at) =>
    answerOf((await client.updateCachePolicy({ ...at, CachePolicyConfig: configOf(policy) })).CachePolicy),
  remove: (client, at) => client.deleteCachePolicy(at),
});
