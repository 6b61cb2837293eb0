import type { OriginRequestPolicy, OriginRequestPolicyConfig } from "@aws-sdk/client-cloudfront";
import { counted } from "./cloudfront-lists.ts";
import { defineVersioned, isoTime } from "./cloudfront-versioned.ts";
import { mutable, type Properties } from "./property-rules.ts";
import { list, object, oneOf, required, text } from "./shape.ts";

const some = oneOf("none", "whitelist", "all", "allExcept");

const properties = {
  OriginRequestPolicyConfig: mutable(
    required(
      object({
        Comment: text,
        CookiesConfig: required(object({ CookieBehavior: required(some), Cookies: list(text) })),
        HeadersConfig: required(
          object({
            HeaderBehavior: required(
              oneOf("none", "whitelist", "allViewer", "allViewerAndWhitelistCloudFront", "allExcept"),
            ),
            Headers: list(text),
          }),
        ),
        Name: required(text),
        QueryStringsConfig: required(
          object({ QueryStringBehavior: required(some), QueryStrings: list(text) }),
        ),
      }),
    ),
  ),
} as const;

const configOf = ({
  OriginRequestPolicyConfig: config,
}: Properties<typeof properties>): OriginRequestPolicyConfig => {
  const { CookiesConfig, HeadersConfig, QueryStringsConfig } = config;
  return {
    ...config,
    CookiesConfig: { ...CookiesConfig, Cookies: counted(CookiesConfig.Cookies) },
    HeadersConfig: { ...HeadersConfig, Headers: counted(HeadersConfig.Headers) },
    QueryStringsConfig: { ...QueryStringsConfig, QueryStrings: counted(QueryStringsConfig.QueryStrings) },
  };
};

const answerOf = (policy: OriginRequestPolicy | undefined) => ({
  id: policy?.Id,
  attributes: { LastModifiedTime: isoTime(policy?.LastModifiedTime) },
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-originrequestpolicy.html */
export const originRequestPolicy = defineVersioned({
  type: "AWS::CloudFront::OriginRequestPolicy",
  properties,
  nameOf: ({ OriginRequestPolicyConfig: { Name } }) => Name,
  list: async (client, Marker) => {
    const { OriginRequestPolicyList: page } = await client.listOriginRequestPolicies({
      Type: "custom",
      Marker,
    });
    const items = (page?.Items ?? []).map(({ OriginRequestPolicy: policy }) => ({
      id: policy?.Id,
      name: policy?.OriginRequestPolicyConfig?.Name,
    }));
    return { items, next: page?.NextMarker };
  },
  create: async (client, policy) => {
    const OriginRequestPolicyConfig = configOf(policy);
    return answerOf(
      (await client.createOriginRequestPolicy({ OriginRequestPolicyConfig })).OriginRequestPolicy,
    );
  },
  versionOf: async (client, Id) => (await client.getOriginRequestPolicy({ Id })).ETag,
  update: async (client, policy, at) => {
    const OriginRequestPolicyConfig = configOf(policy);
    const { OriginRequestPolicy: updated } = await client.updateOriginRequestPolicy({
      ...at,
      OriginRequestPolicyConfig,
    });
    return answerOf(updated);
  },
  remove: (client, at) => client.deleteOriginRequestPolicy(at),
});
