/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DistributionConfig.html */
import {
  flag,
  integer,
  optional,
  required,
  type Shaped,
  structure,
  text,
  word,
} from "../../../gateway/protocols/xml-shape.ts";
import { behaviorMembers } from "./cache-behavior.ts";
import { counted, unsupported } from "./members.ts";
import { origin } from "./origin.ts";

const customErrorResponse = structure({
  ErrorCode: required(integer),
  ResponsePagePath: optional(text),
  ResponseCode: optional(text),
  ErrorCachingMinTTL: optional(integer),
});

/** Kept and answered; viewers come over loopback, where there is no certificate to choose. */
const viewerCertificate = structure({
  CloudFrontDefaultCertificate: optional(flag),
  IAMCertificateId: optional(text),
  ACMCertificateArn: optional(text),
  SSLSupportMethod: optional(text),
  MinimumProtocolVersion: optional(text),
  Certificate: optional(text),
  CertificateSource: optional(text),
});

/** Kept and answered; no log is written. */
const logging = structure({
  Enabled: optional(flag),
  IncludeCookies: optional(flag),
  Bucket: optional(text),
  Prefix: optional(text),
});

const multiTenant = "distributions with tenants are not served";

export const distributionConfig = structure({
  CallerReference: required(text),
  Aliases: optional(counted("CNAME", text)),
  DefaultRootObject: optional(text),
  Origins: required(counted("Origin", origin)),
  OriginGroups: unsupported("there is no failover between origins"),
  DefaultCacheBehavior: required(structure(behaviorMembers)),
  CacheBehaviors: optional(
    counted("CacheBehavior", structure({ PathPattern: required(text), ...behaviorMembers })),
  ),
  CustomErrorResponses: optional(counted("CustomErrorResponse", customErrorResponse)),
  Comment: required(text),
  Logging: optional(logging),
  PriceClass: optional(text),
  Enabled: required(flag),
  ViewerCertificate: optional(viewerCertificate),
  Restrictions: unsupported("nobody on loopback has a country"),
  WebACLId: optional(text),
  HttpVersion: optional(text),
  IsIPV6Enabled: optional(flag),
  ContinuousDeploymentPolicyId: unsupported("there is no staging of changes"),
  Staging: unsupported("there is no staging of changes"),
  AnycastIpListId: unsupported("the edge listens on 127.0.0.1 only"),
  TenantConfig: unsupported(multiTenant),
  ConnectionMode: optional(word("direct")),
  ViewerMtlsConfig: unsupported("viewers come over plain HTTP on loopback"),
  ConnectionFunctionAssociation: unsupported("functions do not run at the local edge"),
  CacheTagConfig: unsupported("invalidations go by path"),
});

export type DistributionConfig = Shaped<typeof distributionConfig>;
export type CustomErrorResponse = Shaped<typeof customErrorResponse>;
