/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-distributionconfig.html */
import { unavailable } from "./cloudfront-lists.ts";
import { mutable, type Properties } from "./property-rules.ts";
import { flag, json, list, number, object, oneOf, type Parsed, required, text } from "./shape.ts";
import { tag } from "./tags.ts";

const noFunctions = "functions do not run at the local edge";
const legacy = "attach a cache policy (CachePolicyId) instead of the legacy cache settings";
const method = oneOf("GET", "HEAD", "POST", "PUT", "PATCH", "OPTIONS", "DELETE");

const behaviorMembers = {
  AllowedMethods: list(method),
  CachePolicyId: text,
  CachedMethods: list(method),
  Compress: flag,
  DefaultTTL: unavailable(legacy),
  FieldLevelEncryptionId: unavailable("fields are not encrypted at the local edge"),
  ForwardedValues: unavailable(legacy),
  FunctionAssociations: unavailable(noFunctions),
  GrpcConfig: unavailable("gRPC needs HTTP/2, which the local edge does not speak"),
  LambdaFunctionAssociations: unavailable(noFunctions),
  MaxTTL: unavailable(legacy),
  MinTTL: unavailable(legacy),
  OriginRequestPolicyId: text,
  RealtimeLogConfigArn: unavailable("the local edge writes no logs"),
  ResponseHeadersPolicyId: text,
  SmoothStreaming: unavailable("Smooth Streaming is not served"),
  TargetOriginId: required(text),
  TrustedKeyGroups: list(text),
  TrustedSigners: unavailable("accounts as signers are legacy; use TrustedKeyGroups"),
  ViewerProtocolPolicy: required(oneOf("allow-all", "https-only", "redirect-to-https")),
} as const;

const behavior = object(behaviorMembers);
const pathBehavior = object({ PathPattern: required(text), ...behaviorMembers });

const origin = object({
  ConnectionAttempts: number,
  ConnectionTimeout: number,
  CustomOriginConfig: object({
    HTTPPort: number,
    HTTPSPort: number,
    IpAddressType: oneOf("ipv4", "ipv6", "dualstack"),
    OriginKeepaliveTimeout: number,
    OriginProtocolPolicy: required(oneOf("http-only", "match-viewer", "https-only")),
    OriginReadTimeout: number,
    OriginSSLProtocols: list(oneOf("SSLv3", "TLSv1", "TLSv1.1", "TLSv1.2")),
  }),
  DomainName: required(text),
  Id: required(text),
  OriginAccessControlId: text,
  OriginCustomHeaders: list(object({ HeaderName: required(text), HeaderValue: required(text) })),
  OriginPath: text,
  OriginShield: object({ Enabled: flag, OriginShieldRegion: text }),
  ResponseCompletionTimeout: number,
  S3OriginConfig: object({
    OriginAccessIdentity: unavailable("it is legacy; use an origin access control"),
    OriginReadTimeout: number,
  }),
  VpcOriginConfig: unavailable("there is no VPC on a laptop"),
});

export const properties = {
  DistributionConfig: mutable(
    required(
      object({
        Aliases: list(text),
        AnycastIpListId: unavailable("the edge listens on 127.0.0.1 only"),
        CNAMEs: unavailable("it is legacy; use Aliases"),
        CacheBehaviors: list(pathBehavior),
        Comment: text,
        ContinuousDeploymentPolicyId: unavailable("there is no staging of changes"),
        CustomErrorResponses: list(
          object({
            ErrorCachingMinTTL: number,
            ErrorCode: required(number),
            ResponseCode: number,
            ResponsePagePath: text,
          }),
        ),
        CustomOrigin: unavailable("it is legacy; use Origins"),
        DefaultCacheBehavior: required(behavior),
        DefaultRootObject: text,
        Enabled: required(flag),
        HttpVersion: oneOf("http1.1", "http2", "http3", "http2and3"),
        IPV6Enabled: flag,
        // Nothing of it has a meaning on loopback: no log is written, nobody has a country, there is no TLS.
        Logging: json,
        OriginGroups: unavailable("there is no failover between origins"),
        Origins: required(list(origin)),
        PriceClass: oneOf("PriceClass_100", "PriceClass_200", "PriceClass_All", "None"),
        Restrictions: unavailable("nobody on loopback has a country"),
        S3Origin: unavailable("it is legacy; use Origins"),
        Staging: unavailable("there is no staging of changes"),
        TenantConfig: unavailable("distributions with tenants are not served"),
        ViewerCertificate: json,
        WebACLId: text,
      }),
    ),
  ),
  Tags: mutable(list(tag)),
} as const;

export type DistributionProperties = Properties<typeof properties>;
export type BehaviorProperties = Parsed<typeof behavior>;
export type OriginProperties = Parsed<typeof origin>;
