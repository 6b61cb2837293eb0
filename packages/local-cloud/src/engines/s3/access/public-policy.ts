/**
 * Whether a bucket policy is public.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
import type { PolicyDocument, PolicyStatement } from "../../../iam/policy.ts";

const listOf = <T>(value: T | readonly T[] | undefined): readonly T[] =>
  value === undefined ? [] : Array.isArray(value) ? (value as readonly T[]) : [value as T];

const isEveryone = ({ Principal, NotPrincipal }: PolicyStatement): boolean => {
  if (NotPrincipal !== undefined) return true;
  if (Principal === undefined || Principal === "*") return Principal === "*";
  return Object.entries(Principal).some(([kind, names]) => kind === "AWS" && listOf(names).includes("*"));
};

/** Keys that tie a statement to a fixed set of callers, when their values have no wildcard. */
const fixing = new Set(
  [
    "aws:PrincipalAccount",
    "aws:PrincipalArn",
    "aws:PrincipalOrgID",
    "aws:SourceAccount",
    "aws:SourceArn",
    "aws:SourceOwner",
    "aws:SourceVpc",
    "aws:SourceVpce",
    "aws:userid",
    "s3:DataAccessPointAccount",
    "s3:DataAccessPointArn",
    "s3:x-amz-server-side-encryption-aws-kms-key-id",
  ].map((key) => key.toLowerCase()),
);
const positive = /^(ForAnyValue:)?(String|Arn)(Equals|Like|EqualsIgnoreCase)$/;

const isNarrowAddress = (value: string): boolean => {
  const bits = Number(value.split("/")[1] ?? "128");
  return value.includes(":") ? bits >= 32 : bits >= 8;
};

const isFixed = ({ Condition }: PolicyStatement): boolean =>
  Object.entries(Condition ?? {}).some(([operator, keys]) =>
    Object.entries(keys).some(([key, values]) => {
      const texts = listOf(values).map(String);
      if (operator === "IpAddress" && key.toLowerCase() === "aws:sourceip")
        return texts.every(isNarrowAddress);
      return (
        positive.test(operator) &&
        fixing.has(key.toLowerCase()) &&
        texts.every((value) => !/[*?]|\$\{/.test(value))
      );
    }),
  );

export const isPublicPolicy = ({ Statement }: PolicyDocument): boolean =>
  listOf(Statement).some(
    (statement) => statement.Effect === "Allow" && isEveryone(statement) && !isFixed(statement),
  );
