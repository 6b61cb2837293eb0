import type { InputReader } from "../../gateway/input-reader.ts";
import type { PolicyDocument } from "../../iam/policy.ts";
import { PolicyError } from "../../iam/policy-error.ts";
import { type PolicyKind, parsePolicy } from "../../iam/policy-syntax.ts";
import { malformedPolicy } from "./errors.ts";

/** @throws {AwsError} `MalformedPolicyDocument` for a policy that could not be evaluated exactly */
export const policyIn = (read: InputReader, member: string, kind: PolicyKind): PolicyDocument => {
  try {
    return parsePolicy(read.text(member, { minimum: 1, maximum: 131_072 }), kind);
  } catch (error) {
    if (error instanceof PolicyError) throw malformedPolicy(error.message);
    throw error;
  }
};
