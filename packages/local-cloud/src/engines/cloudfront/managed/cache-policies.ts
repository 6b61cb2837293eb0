/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html */
import type { CachePolicyConfig } from "../wire/policies.ts";
import { managed } from "./managed.ts";

interface KeyedBy {
  readonly headers?: readonly string[];
  readonly cookies?: "all";
  readonly queryStrings?: "all" | readonly string[];
  readonly compressed?: "gzip" | "gzip and br";
}

const day = 86_400;
const year = 31_536_000;

const policy = (
  id: string,
  Name: string,
  [MinTTL, DefaultTTL, MaxTTL]: readonly [number, number, number],
  { headers, cookies = undefined, queryStrings, compressed }: KeyedBy,
) =>
  managed<CachePolicyConfig>(id, {
    Name,
    MinTTL,
    DefaultTTL,
    MaxTTL,
    ParametersInCacheKeyAndForwardedToOrigin: {
      EnableAcceptEncodingGzip: compressed !== undefined,
      EnableAcceptEncodingBrotli: compressed === "gzip and br",
      HeadersConfig: headers ? { HeaderBehavior: "whitelist", Headers: headers } : { HeaderBehavior: "none" },
      CookiesConfig: { CookieBehavior: cookies ?? "none" },
      QueryStringsConfig:
        queryStrings === undefined || queryStrings === "all"
          ? { QueryStringBehavior: queryStrings ?? "none" }
          : { QueryStringBehavior: "whitelist", QueryStrings: queryStrings },
    },
  });

const originDecides = ["Host", "Origin", "X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"];

export const managedCachePolicies = [
  policy("2e54312d-136d-493c-8eb9-b001f22f67d2", "Amplify", [2, 2, 600], {
    headers: ["Authorization", "CloudFront-Viewer-Country", "Host"],
    cookies: "all",
    queryStrings: "all",
    compressed: "gzip and br",
  }),
  policy("4135ea2d-6df8-44a3-9df3-4b5a84be39ad", "CachingDisabled", [0, 0, 0], {}),
  policy("658327ea-f89d-4fab-a63d-7e88639e58f6", "CachingOptimized", [1, day, year], {
    compressed: "gzip and br",
  }),
  policy(
    "b2884449-e4de-46a7-ac36-70bc7f1ddd6d",
    "CachingOptimizedForUncompressedObjects",
    [1, day, year],
    {},
  ),
  policy("08627262-05a9-4f76-9ded-b50ca2e3a84f", "Elemental-MediaPackage", [0, day, year], {
    headers: ["Origin"],
    queryStrings: ["aws.manifestfilter", "start", "end", "m"],
    compressed: "gzip",
  }),
  policy("83da9c7e-98b4-4e11-a168-04f0df8e2c65", "UseOriginCacheControlHeaders", [0, 0, year], {
    headers: originDecides,
    cookies: "all",
    compressed: "gzip and br",
  }),
  policy("4cc15a8a-d715-48a4-82b8-cc0b614638fe", "UseOriginCacheControlHeaders-QueryStrings", [0, 0, year], {
    headers: originDecides,
    cookies: "all",
    queryStrings: "all",
    compressed: "gzip and br",
  }),
];
