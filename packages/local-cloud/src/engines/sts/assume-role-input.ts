import { AwsError } from "../../gateway/errors.ts";
import { type InputReader, inputReader } from "../../gateway/input-reader.ts";
import type { PolicyDocument } from "../../iam/policy.ts";
import { policyIn } from "../iam/policy-input.ts";

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html#API_AssumeRole_RequestParameters */
export interface AssumeRoleInput {
  readonly roleArn: string;
  readonly sessionName: string;
  readonly durationSeconds: number;
  readonly externalId: string | undefined;
  readonly policy: PolicyDocument | undefined;
}

const roleArnShape = /^arn:aws:iam::\d{12}:role\/.+$/;

const roleArnIn = (read: InputReader): string => {
  const arn = read.text("RoleArn", { minimum: 20, maximum: 2_048 });
  if (!roleArnShape.test(arn)) throw new AwsError("ValidationError", `${arn} is invalid`);
  return arn;
};

const unsupported = [
  "PolicyArns",
  "Tags",
  "TransitiveTagKeys",
  "SerialNumber",
  "TokenCode",
  "SourceIdentity",
  "ProvidedContexts",
];

/** @throws {AwsError} `ValidationError`, `MalformedPolicyDocument` */
export const assumeRoleInput = (input: Readonly<Record<string, unknown>>): AssumeRoleInput => {
  const read = inputReader(input, "ValidationError");
  read.refuse(unsupported, "pass a session Policy, or nothing.");
  return {
    roleArn: roleArnIn(read),
    sessionName: read.text("RoleSessionName", { minimum: 2, maximum: 64, pattern: String.raw`[\w+=,.@-]*` }),
    durationSeconds: read.optionalNumber("DurationSeconds", { minimum: 900, maximum: 43_200 }) ?? 3_600,
    externalId: read.optionalText("ExternalId", {
      minimum: 2,
      maximum: 1_224,
      pattern: String.raw`[\w+=,.@:\/-]*`,
    }),
    policy: read.has("Policy") ? policyIn(read, "Policy", "session") : undefined,
  };
};
