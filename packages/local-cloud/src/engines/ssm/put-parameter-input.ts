/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html */
import { AwsError } from "../../gateway/errors.ts";
import type { InputReader } from "../../gateway/input-reader.ts";
import { nameIn } from "./action.ts";
import { validationError } from "./errors.ts";
import { checkNewName } from "./names.ts";
import { type Parameter, type ParameterType, parameterTypes, type Tier } from "./parameter.ts";
import { tagsIn } from "./tags.ts";

export interface PutParameterInput {
  readonly name: string;
  readonly value: string;
  readonly type: ParameterType;
  readonly tier: Tier;
  readonly description: string | undefined;
  readonly allowedPattern: string | undefined;
  readonly overwrite: boolean;
  readonly tags: Readonly<Record<string, string>>;
}

const longestStandard = 4_096;
const longestAdvanced = 8_192;

const typeIn = (read: InputReader, existing: Parameter | undefined): ParameterType => {
  const text = read.optionalText("Type", { oneOf: parameterTypes });
  const type = parameterTypes.find((candidate) => candidate === text) ?? existing?.latest.type;
  if (!type) throw validationError("A parameter type is required when you create a parameter.");
  if (existing && existing.latest.type !== type)
    throw new AwsError(
      "HierarchyTypeMismatchException",
      `Parameter Store does not change the type of a parameter: ${existing.name} is a ${existing.latest.type}. Create another parameter.`,
    );
  return type;
};

const tierIn = (read: InputReader, value: string, existing: Parameter | undefined): Tier => {
  const asked =
    read.optionalText("Tier", { oneOf: ["Standard", "Advanced", "Intelligent-Tiering"] }) ??
    existing?.latest.tier ??
    "Standard";
  const large = value.length > longestStandard;
  if (value.length > longestAdvanced)
    throw validationError(
      `Advanced tier parameters support a maximum parameter value of ${longestAdvanced} characters.`,
    );
  if (asked === "Standard" && existing?.latest.tier === "Advanced")
    throw validationError(
      "This parameter uses the advanced-parameter tier. You can't downgrade a parameter from the advanced-parameter tier to the standard-parameter tier.",
    );
  if (asked === "Standard" && large)
    throw validationError(
      `Standard tier parameters support a maximum parameter value of ${longestStandard} characters. To create a larger parameter value, upgrade the parameter to use the advanced-parameter tier.`,
    );
  if (asked === "Advanced" || large || existing?.latest.tier === "Advanced") return "Advanced";
  return "Standard";
};

const checkPattern = (pattern: string | undefined, value: string): void => {
  if (pattern === undefined) return;
  let expression: RegExp;
  try {
    expression = new RegExp(pattern, "u");
  } catch {
    throw new AwsError("InvalidAllowedPatternException", `${pattern} is not a regular expression.`);
  }
  if (!expression.test(value))
    throw new AwsError(
      "ParameterPatternMismatchException",
      `Parameter value, cannot be validated against allowedPattern: ${pattern}`,
    );
};

const checkKey = (read: InputReader, type: ParameterType): void => {
  const keyId = read.optionalText("KeyId");
  if (keyId === undefined) return;
  if (type !== "SecureString")
    throw validationError("KeyId is required for SecureString type parameter only.");
  if (keyId !== "alias/aws/ssm")
    throw new AwsError("InvalidKeyId", "The local cloud has no customer managed keys: leave KeyId out.");
};

/** @throws {AwsError} for everything that the parameter could not be read back as */
export const putParameterInput = (read: InputReader, existing: Parameter | undefined): PutParameterInput => {
  read.refuse(["Policies"], "parameters do not expire here.");
  const name = nameIn(read);
  checkNewName(name);
  if ((read.optionalText("DataType") ?? "text") !== "text")
    throw validationError("The local cloud supports parameters of the data type text only.");
  const value = read.text("Value", { minimum: 1 });
  const type = typeIn(read, existing);
  checkKey(read, type);
  const allowedPattern = read.optionalText("AllowedPattern", { maximum: 1_024 });
  checkPattern(allowedPattern, value);
  const overwrite = read.optionalBoolean("Overwrite") ?? false;
  const tags = tagsIn(read);
  if (overwrite && Object.keys(tags).length > 0)
    throw validationError(
      "Invalid request: tags and overwrite can't be used together. To create a parameter with tags, please remove overwrite flag. To update tags for an existing parameter, please use AddTagsToResource or RemoveTagsFromResource.",
    );
  return {
    name,
    value,
    type,
    tier: tierIn(read, value, existing),
    description: read.optionalText("Description", { maximum: 1_024 }),
    allowedPattern,
    overwrite,
    tags,
  };
};
