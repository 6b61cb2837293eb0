/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_Origin.html */
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
import { counted, unsupported } from "./members.ts";

const s3OriginConfig = structure({
  OriginAccessIdentity: unsupported("origin access identities are legacy; use an origin access control"),
  OriginReadTimeout: optional(integer),
});

const customOriginConfig = structure({
  HTTPPort: required(integer),
  HTTPSPort: required(integer),
  OriginProtocolPolicy: required(word("http-only", "match-viewer", "https-only")),
  OriginSslProtocols: optional(counted("SslProtocol", text)),
  OriginReadTimeout: optional(integer),
  OriginKeepaliveTimeout: optional(integer),
  IpAddressType: optional(text),
  OriginMtlsConfig: unsupported("the local edge has no certificate to show to origins"),
});

export const origin = structure({
  Id: required(text),
  DomainName: required(text),
  OriginPath: optional(text),
  CustomHeaders: optional(
    counted("OriginCustomHeader", structure({ HeaderName: required(text), HeaderValue: required(text) })),
  ),
  S3OriginConfig: optional(s3OriginConfig),
  CustomOriginConfig: optional(customOriginConfig),
  VpcOriginConfig: unsupported("there is no VPC on a laptop"),
  ConnectionAttempts: optional(integer),
  ConnectionTimeout: optional(integer),
  ResponseCompletionTimeout: optional(integer),
  // Kept and answered: with one edge there is nothing to shield.
  OriginShield: optional(structure({ Enabled: optional(flag), OriginShieldRegion: optional(text) })),
  OriginAccessControlId: optional(text),
});

export type OriginConfig = Shaped<typeof origin>;
