/**
 * The signature of an upload from a web page, in the fields of its form. It covers the policy, and the
 * policy says what else the form may hold.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-UsingHTTPPOST.html
 */
import { AwsError } from "../errors.ts";
import { type Scope, scopeOf } from "./signature-claim.ts";

export interface FormClaim {
  readonly scope: Scope;
  /** Base64, exactly as it was signed. */
  readonly policy: string;
  readonly signature: string;
  readonly sessionToken: string | undefined;
}

const required = (fields: ReadonlyMap<string, string>, name: string): string => {
  const value = fields.get(name);
  if (value) return value;
  throw new AwsError(
    "InvalidArgument",
    `Bucket POST must contain a field named '${name}'.  If it is specified, please check the order of the fields.`,
    { fields: { ArgumentName: name, ArgumentValue: "" } },
  );
};

/**
 * @param fields by lower-case name
 * @returns `undefined` for a form without a policy, which is anonymous
 * @throws {AwsError} when fields of the signature are missing
 * @throws {AuthError} when its credential cannot be read
 */
export const formClaimOf = (fields: ReadonlyMap<string, string>): FormClaim | undefined => {
  const policy = fields.get("policy");
  if (policy === undefined && !fields.has("x-amz-signature")) return undefined;
  if (fields.has("awsaccesskeyid"))
    throw new AwsError(
      "InvalidRequest",
      "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.",
    );
  const algorithm = required(fields, "x-amz-algorithm");
  if (algorithm !== "AWS4-HMAC-SHA256")
    throw new AwsError("InvalidArgument", `X-Amz-Algorithm must be AWS4-HMAC-SHA256, but is ${algorithm}.`);
  required(fields, "x-amz-date");
  return {
    scope: scopeOf(required(fields, "x-amz-credential")),
    policy: required(fields, "policy"),
    signature: required(fields, "x-amz-signature"),
    sessionToken: fields.get("x-amz-security-token"),
  };
};
