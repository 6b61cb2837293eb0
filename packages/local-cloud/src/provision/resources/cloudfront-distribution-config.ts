/** From CloudFormation's words for a distribution to those of CloudFront's API. */
import type { DefaultCacheBehavior, DistributionConfig, Origin } from "@aws-sdk/client-cloudfront";
import type {
  BehaviorProperties,
  DistributionProperties,
  OriginProperties,
} from "./cloudfront-distribution-properties.ts";
import { counted } from "./cloudfront-lists.ts";

const reading: BehaviorProperties["AllowedMethods"] = ["GET", "HEAD"];

const behaviorOf = (behavior: BehaviorProperties): DefaultCacheBehavior => {
  const { AllowedMethods = reading, CachedMethods = reading, TrustedKeyGroups = [], ...rest } = behavior;
  return {
    TargetOriginId: rest.TargetOriginId,
    ViewerProtocolPolicy: rest.ViewerProtocolPolicy,
    Compress: rest.Compress ?? false,
    CachePolicyId: rest.CachePolicyId,
    OriginRequestPolicyId: rest.OriginRequestPolicyId,
    ResponseHeadersPolicyId: rest.ResponseHeadersPolicyId,
    AllowedMethods: { ...counted(AllowedMethods), CachedMethods: counted(CachedMethods) },
    TrustedKeyGroups: { Enabled: TrustedKeyGroups.length > 0, ...counted(TrustedKeyGroups) },
  };
};

const customOf = (
  custom: NonNullable<OriginProperties["CustomOriginConfig"]>,
): NonNullable<Origin["CustomOriginConfig"]> => {
  const { OriginSSLProtocols: protocols, HTTPPort = 80, HTTPSPort = 443, ...rest } = custom;
  return {
    ...rest,
    HTTPPort,
    HTTPSPort,
    ...(protocols ? { OriginSslProtocols: counted(protocols) } : {}),
  };
};

const originOf = (origin: OriginProperties): Origin => {
  const { OriginShield: shield, S3OriginConfig: s3, CustomOriginConfig: custom } = origin;
  return {
    Id: origin.Id,
    DomainName: origin.DomainName,
    OriginPath: origin.OriginPath ?? "",
    OriginAccessControlId: origin.OriginAccessControlId ?? "",
    ConnectionAttempts: origin.ConnectionAttempts,
    ConnectionTimeout: origin.ConnectionTimeout,
    ResponseCompletionTimeout: origin.ResponseCompletionTimeout,
    CustomHeaders: counted(origin.OriginCustomHeaders),
    ...(shield && { OriginShield: { Enabled: shield.Enabled ?? false, ...shield } }),
    ...(s3 && { S3OriginConfig: { OriginAccessIdentity: "", OriginReadTimeout: s3.OriginReadTimeout } }),
    ...(custom && { CustomOriginConfig: customOf(custom) }),
  };
};

export const distributionConfigOf = (
  { DistributionConfig: config }: DistributionProperties,
  CallerReference: string,
): DistributionConfig => ({
  CallerReference,
  Comment: config.Comment ?? "",
  Enabled: config.Enabled,
  DefaultRootObject: config.DefaultRootObject ?? "",
  Aliases: counted(config.Aliases),
  Origins: counted(config.Origins.map(originOf)),
  DefaultCacheBehavior: behaviorOf(config.DefaultCacheBehavior),
  CacheBehaviors: counted(
    (config.CacheBehaviors ?? []).map((behavior) => ({
      PathPattern: behavior.PathPattern,
      ...behaviorOf(behavior),
    })),
  ),
  CustomErrorResponses: counted(
    (config.CustomErrorResponses ?? []).map(({ ResponseCode, ...response }) => ({
      ...response,
      ...(ResponseCode === undefined ? {} : { ResponseCode: String(ResponseCode) }),
    })),
  ),
  HttpVersion: config.HttpVersion,
  IsIPV6Enabled: config.IPV6Enabled,
  PriceClass: config.PriceClass,
  WebACLId: config.WebACLId,
});
