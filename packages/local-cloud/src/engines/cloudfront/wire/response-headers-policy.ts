/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ResponseHeadersPolicyConfig.html */
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

const headers = counted("Header", text);

const cors = structure({
  AccessControlAllowOrigins: required(counted("Origin", text)),
  AccessControlAllowHeaders: required(headers),
  AccessControlAllowMethods: required(counted("Method", text)),
  AccessControlAllowCredentials: required(flag),
  AccessControlExposeHeaders: optional(headers),
  AccessControlMaxAgeSec: optional(integer),
  OriginOverride: required(flag),
});

const securityHeaders = structure({
  XSSProtection: optional(
    structure({
      Override: required(flag),
      Protection: required(flag),
      ModeBlock: optional(flag),
      ReportUri: optional(text),
    }),
  ),
  FrameOptions: optional(
    structure({ Override: required(flag), FrameOption: required(word("DENY", "SAMEORIGIN")) }),
  ),
  ReferrerPolicy: optional(structure({ Override: required(flag), ReferrerPolicy: required(text) })),
  ContentSecurityPolicy: optional(
    structure({ Override: required(flag), ContentSecurityPolicy: required(text) }),
  ),
  ContentTypeOptions: optional(structure({ Override: required(flag) })),
  StrictTransportSecurity: optional(
    structure({
      Override: required(flag),
      IncludeSubdomains: optional(flag),
      Preload: optional(flag),
      AccessControlMaxAgeSec: required(integer),
    }),
  ),
});

export const responseHeadersPolicyConfig = structure({
  Comment: optional(text),
  Name: required(text),
  CorsConfig: optional(cors),
  SecurityHeadersConfig: optional(securityHeaders),
  ServerTimingHeadersConfig: unsupported("the local edge measures nothing"),
  CustomHeadersConfig: optional(
    counted(
      "ResponseHeadersPolicyCustomHeader",
      structure({ Header: required(text), Value: required(text), Override: required(flag) }),
    ),
  ),
  RemoveHeadersConfig: optional(
    counted("ResponseHeadersPolicyRemoveHeader", structure({ Header: required(text) })),
  ),
});

export type ResponseHeadersPolicyConfig = Shaped<typeof responseHeadersPolicyConfig>;
export type CorsConfig = Shaped<typeof cors>;
export type SecurityHeadersConfig = Shaped<typeof securityHeaders>;
