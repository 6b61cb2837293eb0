/** What decides on the cache key and on what goes to the origin. */
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
import { counted } from "./members.ts";

const names = counted("Name", text);

/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CachePolicyConfig.html */
export const cachePolicyConfig = structure({
  Comment: optional(text),
  Name: required(text),
  DefaultTTL: optional(integer),
  MaxTTL: optional(integer),
  MinTTL: required(integer),
  ParametersInCacheKeyAndForwardedToOrigin: optional(
    structure({
      EnableAcceptEncodingGzip: required(flag),
      EnableAcceptEncodingBrotli: optional(flag),
      HeadersConfig: required(
        structure({ HeaderBehavior: required(word("none", "whitelist")), Headers: optional(names) }),
      ),
      CookiesConfig: required(
        structure({
          CookieBehavior: required(word("none", "whitelist", "allExcept", "all")),
          Cookies: optional(names),
        }),
      ),
      QueryStringsConfig: required(
        structure({
          QueryStringBehavior: required(word("none", "whitelist", "allExcept", "all")),
          QueryStrings: optional(names),
        }),
      ),
    }),
  ),
});

export type CachePolicyConfig = Shaped<typeof cachePolicyConfig>;

/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_OriginRequestPolicyConfig.html */
export const originRequestPolicyConfig = structure({
  Comment: optional(text),
  Name: required(text),
  HeadersConfig: required(
    structure({
      HeaderBehavior: required(
        word("none", "whitelist", "allViewer", "allViewerAndWhitelistCloudFront", "allExcept"),
      ),
      Headers: optional(names),
    }),
  ),
  CookiesConfig: required(
    structure({
      CookieBehavior: required(word("none", "whitelist", "all", "allExcept")),
      Cookies: optional(names),
    }),
  ),
  QueryStringsConfig: required(
    structure({
      QueryStringBehavior: required(word("none", "whitelist", "all", "allExcept")),
      QueryStrings: optional(names),
    }),
  ),
});

export type OriginRequestPolicyConfig = Shaped<typeof originRequestPolicyConfig>;
