/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html */
import type { OriginRequestPolicyConfig } from "../wire/policies.ts";
import { managed } from "./managed.ts";

type Headers = OriginRequestPolicyConfig["HeadersConfig"];

const policy = (id: string, Name: string, HeadersConfig: Headers, rest: "none" | "all") =>
  managed<OriginRequestPolicyConfig>(id, {
    Name,
    HeadersConfig,
    CookiesConfig: { CookieBehavior: rest },
    QueryStringsConfig: { QueryStringBehavior: rest },
  });

const only = (...headers: readonly string[]): Headers => ({ HeaderBehavior: "whitelist", Headers: headers });

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/adding-cloudfront-headers.html */
const cloudFrontHeaders = [
  "CloudFront-Forwarded-Proto",
  "CloudFront-Is-Android-Viewer",
  "CloudFront-Is-Desktop-Viewer",
  "CloudFront-Is-IOS-Viewer",
  "CloudFront-Is-Mobile-Viewer",
  "CloudFront-Is-SmartTV-Viewer",
  "CloudFront-Is-Tablet-Viewer",
  "CloudFront-Viewer-Address",
  "CloudFront-Viewer-ASN",
  "CloudFront-Viewer-City",
  "CloudFront-Viewer-Country",
  "CloudFront-Viewer-Country-Name",
  "CloudFront-Viewer-Country-Region",
  "CloudFront-Viewer-Country-Region-Name",
  "CloudFront-Viewer-Http-Version",
  "CloudFront-Viewer-Latitude",
  "CloudFront-Viewer-Longitude",
  "CloudFront-Viewer-Metro-Code",
  "CloudFront-Viewer-Postal-Code",
  "CloudFront-Viewer-Time-Zone",
  "CloudFront-Viewer-TLS",
];

const preflight = ["Origin", "Access-Control-Request-Headers", "Access-Control-Request-Method"] as const;

export const managedOriginRequestPolicies = [
  policy("216adef6-5c7f-47e4-b989-5492eafa07d3", "AllViewer", { HeaderBehavior: "allViewer" }, "all"),
  policy(
    "33f36d7e-f396-46d9-90e0-52428a34d9dc",
    "AllViewerAndCloudFrontHeaders-2022-06",
    { HeaderBehavior: "allViewerAndWhitelistCloudFront", Headers: cloudFrontHeaders },
    "all",
  ),
  policy(
    "b689b0a8-53d0-40ab-baf2-68738e2966ac",
    "AllViewerExceptHostHeader",
    { HeaderBehavior: "allExcept", Headers: ["Host"] },
    "all",
  ),
  policy("59781a5b-3903-41f3-afcb-af62929ccde1", "CORS-CustomOrigin", only("Origin"), "none"),
  policy("88a5eaf4-2fd4-4709-b370-b4c650ea3fcf", "CORS-S3Origin", only(...preflight), "none"),
  managed<OriginRequestPolicyConfig>("775133bc-15f2-49f9-abea-afb2e0bf67d2", {
    Name: "Elemental-MediaTailor-PersonalizedManifests",
    HeadersConfig: only(...preflight, "User-Agent", "X-Forwarded-For"),
    CookiesConfig: { CookieBehavior: "none" },
    QueryStringsConfig: { QueryStringBehavior: "all" },
  }),
  policy("bf0718e1-ba1e-49d1-88b1-f726733018ae", "HostHeaderOnly", only("Host"), "none"),
  policy(
    "acba4595-bd28-49b8-b9fe-13317c0390fa",
    "UserAgentRefererHeaders",
    only("User-Agent", "Referer"),
    "none",
  ),
];
