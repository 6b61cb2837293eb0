/**
 * Condition keys that every request has.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
import type { ConditionContext } from "../iam/policy.ts";
import type { Principal } from "../iam/principal.ts";
import type { ApiCall } from "./engine.ts";

const ofPrincipal = (principal: Principal): ConditionContext => {
  switch (principal.kind) {
    case "admin":
      return {
        "aws:PrincipalArn": principal.arn,
        "aws:PrincipalAccount": principal.accountId,
        "aws:PrincipalType": "Account",
        "aws:PrincipalIsAWSService": "false",
      };
    case "role":
      return {
        // For sessions the key holds the role, not the session.
        "aws:PrincipalArn": principal.roleArn,
        "aws:PrincipalAccount": principal.accountId,
        "aws:PrincipalType": "AssumedRole",
        "aws:PrincipalIsAWSService": "false",
      };
    case "service":
      return {
        "aws:PrincipalServiceName": principal.service,
        "aws:PrincipalIsAWSService": "true",
        "aws:SourceArn": principal.sourceArn,
        "aws:SourceAccount": principal.sourceAccount,
      };
    case "anonymous":
      return { "aws:PrincipalType": "Anonymous", "aws:PrincipalIsAWSService": "false" };
  }
};

const ofHttp = ({ raw }: ApiCall): ConditionContext => {
  if (!raw) return {};
  const userAgent = raw.headers["user-agent"];
  return { "aws:SourceIp": "127.0.0.1", ...(userAgent ? { "aws:UserAgent": userAgent } : {}) };
};

/** Keys that the gateway vouches for; they override whatever engines or sessions bring along. */
export const globalContext = (call: ApiCall, now: Date): ConditionContext => ({
  "aws:RequestedRegion": call.region,
  "aws:CurrentTime": now.toISOString(),
  "aws:EpochTime": String(Math.floor(now.getTime() / 1_000)),
  // Plain HTTP never leaves this machine, and on AWS the same call goes over TLS.
  "aws:SecureTransport": "true",
  "aws:ViaAWSService": "false",
  ...ofHttp(call),
  ...ofPrincipal(call.principal),
});
