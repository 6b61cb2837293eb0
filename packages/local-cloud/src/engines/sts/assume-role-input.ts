import { AwsError } from "../../gateway/errors.ts";
import { type InputReader, inputReader } from "../../gateway/input-reader.ts";
import type { PolicyDocument } from "../../iam/policy.ts";
import { policyIn } from "../iam/policy-input.ts";

/** What every way to become a role asks for. */
interface SessionInput {
  readonly roleArn: string;
  readonly sessionName: string;
  readonly durationSeconds: number;
  readonly policy: PolicyDocument | undefined;
}

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html#API_AssumeRole_RequestParameters */
export interface AssumeRoleInput extends SessionInput {
  readonly externalId: string | undefined;
}

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html#API_AssumeRoleWithWebIdentity_RequestParameters */
export interface AssumeRoleWithWebIdentityInput extends SessionInput {
  readonly token: string;
}

const roleArnShape = /^arn:aws:iam::\d{12}:role\/.+$/;

const roleArnIn = (read: InputReader): string => {
  const arn = read.text("RoleArn", { minimum: 20, maximum: 2_048 });
  if (!roleArnShape.test(arn)) throw new AwsError("ValidationError", `${arn} is invalid`);
  return arn;
};

const sessionInput = (read: InputReader): SessionInput => ({
  roleArn: roleArnIn(read),
  sessionName: read.text("RoleSessionName", { minimum: 2, maximum: 64, pattern: String.raw`[\w+=,.@-]*` }),
  durationSeconds: read.optionalNumber("DurationSeconds", { minimum: 900, maximum: 43_200 }) ?? 3_600,
  policy: read.has("Policy") ? policyIn(read, "Policy", "session") : undefined,
});

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
    ...sessionInput(read),
    externalId: read.optionalText("ExternalId", {
      minimum: 2,
      maximum: 1_224,
      pattern: String.raw`[\w+=,.@:\/-]*`,
    }),
  };
};

/** @throws {AwsError} `ValidationError`, `MalformedPolicyDocument` */
export const assumeRoleWithWebIdentityInput = (
  input: Readonly<Record<string, unknown>>,
): AssumeRoleWithWebIdentityInput => {
  const read = inputReader(input, "ValidationError");
  read.refuse(["ProviderId"], "tokens of OAuth 2.0 providers are not taken, those of identity pools are.");
  read.refuse(["PolicyArns"], "pass a session Policy, or nothing.");
  return { ...sessionInput(read), token: read.text("WebIdentityToken", { minimum: 4, maximum: 20_000 }) };
};
