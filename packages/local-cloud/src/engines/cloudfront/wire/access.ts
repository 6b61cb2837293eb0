/** Documents about who may read what: at the origin, and at the edge. */
import {
  optional,
  required,
  type Shaped,
  structure,
  text,
  word,
  wrapped,
} from "../../../gateway/protocols/xml-shape.ts";

/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_OriginAccessControlConfig.html */
export const originAccessControlConfig = structure({
  Name: required(text),
  Description: optional(text),
  SigningProtocol: required(word("sigv4")),
  SigningBehavior: required(word("never", "always", "no-override")),
  OriginAccessControlOriginType: required(word("s3", "mediastore", "mediapackagev2", "lambda")),
});

export type OriginAccessControlConfig = Shaped<typeof originAccessControlConfig>;

/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_PublicKeyConfig.html */
export const publicKeyConfig = structure({
  CallerReference: required(text),
  Name: required(text),
  EncodedKey: required(text),
  Comment: optional(text),
});

export type PublicKeyConfig = Shaped<typeof publicKeyConfig>;

/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_KeyGroupConfig.html */
export const keyGroupConfig = structure({
  Name: required(text),
  Items: required(wrapped("PublicKey", text)),
  Comment: optional(text),
});

export type KeyGroupConfig = Shaped<typeof keyGroupConfig>;
