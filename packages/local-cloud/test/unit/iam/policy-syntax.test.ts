import { describe, expect, it } from "vitest";
import { type PolicyKind, parsePolicy } from "../../../src/iam/policy-syntax.ts";
import { allow, queueArn } from "./evaluation.ts";

const document = (statement: object, more: object = {}) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [statement], ...more });

const refusal = (text: string, kind: PolicyKind = "identity"): string => {
  try {
    parsePolicy(text, kind);
  } catch (error) {
    return error instanceof Error && error.name === "PolicyError"
      ? error.message
      : `not a PolicyError: ${error}`;
  }
  return "accepted";
};

describe("a policy to attach", () => {
  it("is accepted when all of it can be evaluated", () => {
    expect(
      refusal(document(allow({ Sid: "Send", Condition: { Bool: { "aws:SecureTransport": true } } }))),
    ).toBe("accepted");
    expect(refusal(document({ ...allow(), Principal: "*" }, { Id: "x" }), "resource")).toBe("accepted");
    expect(
      refusal(
        document({
          Effect: "Allow",
          Action: "sts:AssumeRole",
          Principal: { Service: "lambda.amazonaws.com" },
        }),
        "trust",
      ),
    ).toBe("accepted");
  });

  it.each<[string, string, PolicyKind?]>([
    ["{", "The policy is not valid JSON."],
    ["[]", "The policy must be"],
    ['{"Version":"2012-10-17","Statement":[]}', "no statement"],
    [document(allow(), { Version: "2011-01-01" }), "Version"],
    [document(allow(), { Rules: [] }), 'unknown element "Rules"'],
    [document({ ...allow(), When: {} }), 'unknown element "When"'],
    [document({ ...allow(), Effect: "allow" }), "Effect must be Allow or Deny"],
    [document({ Effect: "Allow", Resource: "*" }), "Action or NotAction"],
    [document({ ...allow(), NotAction: "*" }), "not both"],
    [document(allow({ Action: [] })), "Action is empty"],
    [document(allow({ Action: "SendMessage" })), '"SendMessage" must be'],
    [document(allow({ Action: "s*:Get" })), '"s*:Get" must be'],
    [document(allow({ Resource: "orders" })), "Resource orders must be in ARN format"],
    [document(allow({ Resource: `arn:aws:s3:::\${aws:x` })), "not closed"],
    [document(allow({ Resource: `arn:aws:s3:::\${name}` })), "must name a condition key"],
    [document({ Effect: "Allow", Action: "*" }), "must contain resources"],
    [document({ ...allow(), Principal: "*" }), "should not specify a principal"],
    [document(allow()), "Principal", "resource"],
    [document({ ...allow(), Principal: "me" }), "Principal must be", "resource"],
    [document({ ...allow(), Principal: {} }), "names nobody", "resource"],
    [
      document({ ...allow(), Principal: { CanonicalUser: "x" } }),
      "CanonicalUser is not supported",
      "resource",
    ],
    [
      document({ ...allow(), Principal: { AWS: "arn:aws:iam::000000000000:role/*" } }),
      "one principal",
      "resource",
    ],
    [document({ ...allow(), Principal: "*" }), "prohibited field Resource", "trust"],
    [document(allow({ Condition: { StringIs: { "aws:x": "y" } } })), "operator StringIs is not supported"],
    [document(allow({ Condition: { NullIfExists: { "aws:x": "true" } } })), "NullIfExists is not supported"],
    [document(allow({ Condition: { "ForSomeValues:StringEquals": { "aws:x": "y" } } })), "is not supported"],
    [document(allow({ Condition: { NumericEquals: { "aws:x": "many" } } })), '"many" is not a number'],
    [document(allow({ Condition: { DateEquals: { "aws:x": "soon" } } })), '"soon" is not a date'],
    [document(allow({ Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/33" } } })), "CIDR"],
    [document(allow({ Condition: { Bool: { "aws:x": "yes" } } })), "not true or false"],
    [document(allow({ Condition: { Null: { "aws:x": "maybe" } } })), "must be true or false"],
    [document({ ...allow(), Condition: { StringEquals: { "aws:x": { a: 1 } } } }), "must be text"],
    [document({ ...allow(), Condition: { StringEquals: { "aws:x": [] } } }), "has no value"],
  ])("is refused: %s", (text, reason, kind) => {
    expect(refusal(text, kind).replace("A policy must be", "The policy must be")).toContain(reason);
  });

  it("may name a resource several times", () => {
    expect(refusal(document(allow({ Resource: [queueArn, "*"] })))).toBe("accepted");
  });
});
