/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_Parameter.html */
import { createHash } from "node:crypto";

export const parameterTypes = ["String", "StringList", "SecureString"] as const;
export type ParameterType = (typeof parameterTypes)[number];
export type Tier = "Standard" | "Advanced";

export interface ParameterVersion {
  readonly version: number;
  readonly value: string;
  readonly type: ParameterType;
  readonly tier: Tier;
  readonly description?: string;
  readonly allowedPattern?: string;
  /** Epoch seconds. */
  readonly modifiedAt: number;
  /** ARN of who wrote it. */
  readonly modifiedBy: string;
}

/** A parameter as it is kept; its versions oldest first, never empty. */
export interface Parameter {
  readonly name: string;
  readonly arn: string;
  readonly latest: ParameterVersion;
  readonly earlier: readonly ParameterVersion[];
  readonly tags: Readonly<Record<string, string>>;
}

/** https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-versions.html */
export const mostVersions = 100;

export const versionsOf = ({ earlier, latest }: Parameter): readonly ParameterVersion[] => [
  ...earlier,
  latest,
];

/** Stands for the ciphertext that AWS shows without `WithDecryption`: opaque, and the same for the same value. */
const cipherText = (arn: string, value: string): string =>
  Buffer.concat([
    Buffer.from("AQICAH", "base64"),
    createHash("sha512").update(`${arn}\n${value}`).digest(),
  ]).toString("base64");

const shown = (arn: string, { type, value }: ParameterVersion, decrypt: boolean): string =>
  type === "SecureString" && !decrypt ? cipherText(arn, value) : value;

/** @param selector `:3` when the caller asked for a version */
export const wireParameter = (
  parameter: Parameter,
  version: ParameterVersion,
  decrypt: boolean,
  selector?: string,
) => ({
  Name: parameter.name,
  ARN: parameter.arn,
  Type: version.type,
  Value: shown(parameter.arn, version, decrypt),
  Version: version.version,
  LastModifiedDate: version.modifiedAt,
  DataType: "text",
  Selector: selector,
});

const keyIdOf = ({ type }: ParameterVersion) => (type === "SecureString" ? "alias/aws/ssm" : undefined);

/** What `DescribeParameters` and `GetParameterHistory` have in common. */
const wireDetails = (name: string, version: ParameterVersion) => ({
  Name: name,
  Type: version.type,
  KeyId: keyIdOf(version),
  LastModifiedDate: version.modifiedAt,
  LastModifiedUser: version.modifiedBy,
  Description: version.description,
  AllowedPattern: version.allowedPattern,
  Version: version.version,
  Tier: version.tier,
  Policies: [],
  DataType: "text",
});

export const wireMetadata = ({ name, arn, latest }: Parameter) => ({
  ...wireDetails(name, latest),
  ARN: arn,
});

export const wireHistory = (parameter: Parameter, decrypt: boolean) =>
  versionsOf(parameter).map((version) => ({
    ...wireDetails(parameter.name, version),
    Value: shown(parameter.arn, version, decrypt),
    Labels: [],
  }));
