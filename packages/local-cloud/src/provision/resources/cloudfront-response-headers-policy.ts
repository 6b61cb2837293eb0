import type { ResponseHeadersPolicy, ResponseHeadersPolicyConfig } from "@aws-sdk/client-cloudfront";
import { counted, unavailable } from "./cloudfront-lists.ts";
import { defineVersioned, isoTime } from "./cloudfront-versioned.ts";
import { mutable, type Properties } from "./property-rules.ts";
import { flag, list, number, object, oneOf, required, text } from "./shape.ts";

const items = object({ Items: required(list(text)) });
const override = required(flag);

const cors = object({
  AccessControlAllowCredentials: required(flag),
  AccessControlAllowHeaders: required(items),
  AccessControlAllowMethods: required(
    object({
      Items: required(list(oneOf("GET", "DELETE", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "ALL"))),
    }),
  ),
  AccessControlAllowOrigins: required(items),
  AccessControlExposeHeaders: items,
  AccessControlMaxAgeSec: number,
  OriginOverride: override,
});

const referrerPolicies = oneOf(
  "no-referrer",
  "no-referrer-when-downgrade",
  "origin",
  "origin-when-cross-origin",
  "same-origin",
  "strict-origin",
  "strict-origin-when-cross-origin",
  "unsafe-url",
);

const security = object({
  ContentSecurityPolicy: object({ ContentSecurityPolicy: required(text), Override: override }),
  ContentTypeOptions: object({ Override: override }),
  FrameOptions: object({ FrameOption: required(oneOf("DENY", "SAMEORIGIN")), Override: override }),
  ReferrerPolicy: object({ Override: override, ReferrerPolicy: required(referrerPolicies) }),
  StrictTransportSecurity: object({
    AccessControlMaxAgeSec: required(number),
    IncludeSubdomains: flag,
    Override: override,
    Preload: flag,
  }),
  XSSProtection: object({ ModeBlock: flag, Override: override, Protection: required(flag), ReportUri: text }),
});

const customHeader = object({ Header: required(text), Override: override, Value: required(text) });

const properties = {
  ResponseHeadersPolicyConfig: mutable(
    required(
      object({
        Comment: text,
        CorsConfig: cors,
        CustomHeadersConfig: object({ Items: required(list(customHeader)) }),
        Name: required(text),
        RemoveHeadersConfig: object({ Items: required(list(object({ Header: required(text) }))) }),
        SecurityHeadersConfig: security,
        ServerTimingHeadersConfig: unavailable("the local edge measures nothing"),
      }),
    ),
  ),
} as const;

const configOf = ({
  ResponseHeadersPolicyConfig: config,
}: Properties<typeof properties>): ResponseHeadersPolicyConfig => {
  const { CorsConfig: cors, CustomHeadersConfig: custom, RemoveHeadersConfig: removed, ...rest } = config;
  return {
    ...rest,
    ...(cors && {
      CorsConfig: {
        ...cors,
        AccessControlAllowHeaders: counted(cors.AccessControlAllowHeaders.Items),
        AccessControlAllowMethods: counted(cors.AccessControlAllowMethods.Items),
        AccessControlAllowOrigins: counted(cors.AccessControlAllowOrigins.Items),
        AccessControlExposeHeaders:
          cors.AccessControlExposeHeaders && counted(cors.AccessControlExposeHeaders.Items),
      },
    }),
    ...(custom && { CustomHeadersConfig: counted(custom.Items) }),
    ...(removed && { RemoveHeadersConfig: counted(removed.Items) }),
  };
};

const answerOf = (policy: ResponseHeadersPolicy | undefined) => ({
  id: policy?.Id,
  attributes: { LastModifiedTime: isoTime(policy?.LastModifiedTime) },
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-responseheaderspolicy.html */
export const responseHeadersPolicy = defineVersioned({
  type: "AWS::CloudFront::ResponseHeadersPolicy",
  properties,
  nameOf: ({ ResponseHeadersPolicyConfig: { Name } }) => Name,
  list: async (client, Marker) => {
    const { ResponseHeadersPolicyList: page } = await client.listResponseHeadersPolicies({
      Type: "custom",
      Marker,
    });
    const named = (page?.Items ?? []).map(({ ResponseHeadersPolicy: policy }) => ({
      id: policy?.Id,
      name: policy?.ResponseHeadersPolicyConfig?.Name,
    }));
    return { items: named, next: page?.NextMarker };
  },
  create: async (client, policy) => {
    const { ResponseHeadersPolicy: created } = await client.createResponseHeadersPolicy({
      ResponseHeadersPolicyConfig: configOf(policy),
    });
    return answerOf(created);
  },
  versionOf: async (client, Id) => (await client.getResponseHeadersPolicy({ Id })).ETag,
  update: async (client, policy, at) => {
    const { ResponseHeadersPolicy: updated } = await client.updateResponseHeadersPolicy({
      ...at,
      ResponseHeadersPolicyConfig: configOf(policy),
    });
    return answerOf(updated);
  },
  remove: (client, at) => client.deleteResponseHeadersPolicy(at),
});
