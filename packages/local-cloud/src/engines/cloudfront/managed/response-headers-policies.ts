/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-response-headers-policies.html */
import type {
  CorsConfig,
  ResponseHeadersPolicyConfig,
  SecurityHeadersConfig,
} from "../wire/response-headers-policy.ts";
import { managed } from "./managed.ts";

const simpleCors: CorsConfig = {
  AccessControlAllowOrigins: ["*"],
  AccessControlAllowHeaders: ["*"],
  AccessControlAllowMethods: ["GET", "HEAD"],
  AccessControlAllowCredentials: false,
  OriginOverride: false,
};

const preflightCors: CorsConfig = {
  ...simpleCors,
  AccessControlAllowMethods: ["GET", "DELETE", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"],
  AccessControlExposeHeaders: ["*"],
};

const security: SecurityHeadersConfig = {
  XSSProtection: { Override: false, Protection: true, ModeBlock: true },
  FrameOptions: { Override: false, FrameOption: "SAMEORIGIN" },
  ReferrerPolicy: { Override: false, ReferrerPolicy: "strict-origin-when-cross-origin" },
  ContentTypeOptions: { Override: true },
  StrictTransportSecurity: {
    Override: false,
    IncludeSubdomains: false,
    Preload: false,
    AccessControlMaxAgeSec: 31_536_000,
  },
};

const policy = (id: string, config: ResponseHeadersPolicyConfig) => managed(id, config);

export const managedResponseHeadersPolicies = [
  policy("e61eb60c-9c35-4d20-a928-2b84e02af89c", {
    Name: "CORS-and-SecurityHeadersPolicy",
    CorsConfig: simpleCors,
    SecurityHeadersConfig: security,
  }),
  policy("5cc3b908-e619-4b99-88e5-2cf7f45965bd", { Name: "CORS-With-Preflight", CorsConfig: preflightCors }),
  policy("eaab4381-ed33-4a86-88ca-d9558dc6cd63", {
    Name: "CORS-with-preflight-and-SecurityHeadersPolicy",
    CorsConfig: preflightCors,
    SecurityHeadersConfig: security,
  }),
  policy("67f7725c-6f97-4210-82d7-5512b31e9d03", {
    Name: "SecurityHeadersPolicy",
    SecurityHeadersConfig: security,
  }),
  policy("60669652-455b-4ae9-85a4-c4c02393f86c", { Name: "SimpleCORS", CorsConfig: simpleCors }),
];
