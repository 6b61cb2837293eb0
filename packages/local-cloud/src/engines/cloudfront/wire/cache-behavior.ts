/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CacheBehavior.html */
import {
  flag,
  integer,
  optional,
  required,
  type Shaped,
  structure,
  text,
  word,
  wrapped,
} from "../../../gateway/protocols/xml-shape.ts";
import { counted, unsupported } from "./members.ts";

const noFunctions = "functions do not run at the local edge";
const legacy = "attach a cache policy (CachePolicyId) instead of the legacy cache settings";

const methods = counted("Method", text);

const allowedMethods = structure({
  Quantity: optional(integer),
  Items: required(wrapped("Method", text)),
  CachedMethods: optional(methods),
});

const trustedKeyGroups = structure({
  Enabled: required(flag),
  Quantity: optional(integer),
  Items: optional(wrapped("KeyGroup", text)),
});

export const behaviorMembers = {
  TargetOriginId: required(text),
  TrustedSigners: unsupported("accounts as signers are legacy; use TrustedKeyGroups"),
  TrustedKeyGroups: optional(trustedKeyGroups),
  ViewerProtocolPolicy: required(word("allow-all", "https-only", "redirect-to-https")),
  AllowedMethods: optional(allowedMethods),
  SmoothStreaming: unsupported("Smooth Streaming is not served"),
  Compress: optional(flag),
  LambdaFunctionAssociations: unsupported(noFunctions),
  FunctionAssociations: unsupported(noFunctions),
  FieldLevelEncryptionId: unsupported("fields are not encrypted at the local edge"),
  RealtimeLogConfigArn: unsupported("the local edge writes no logs"),
  CachePolicyId: optional(text),
  OriginRequestPolicyId: optional(text),
  ResponseHeadersPolicyId: optional(text),
  GrpcConfig: unsupported("gRPC needs HTTP/2, which the local edge does not speak"),
  ForwardedValues: unsupported(legacy),
  MinTTL: unsupported(legacy),
  DefaultTTL: unsupported(legacy),
  MaxTTL: unsupported(legacy),
} as const;

const behavior = structure(behaviorMembers);

/** What the default behavior and those with a path pattern have in common. */
export type BehaviorConfig = Shaped<typeof behavior>;
