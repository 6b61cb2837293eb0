import type { FunctionConfiguration } from "../../functions/function-record.ts";
import { destinationArn } from "./destination-config.ts";
import { constraintViolation, invalidParameter, unsupported } from "./lambda-errors.ts";
import {
  type Input,
  optionalChoice,
  optionalInteger,
  optionalObject,
  optionalText,
  optionalTextMap,
  optionalTexts,
} from "./members.ts";

/** The settings that CreateFunction and UpdateFunctionConfiguration share; only those that were given. */
export type FunctionSettingsInput = Partial<
  Pick<
    FunctionConfiguration,
    | "Runtime"
    | "Role"
    | "Handler"
    | "Description"
    | "Timeout"
    | "MemorySize"
    | "Architectures"
    | "EphemeralStorage"
    | "TracingConfig"
    | "LoggingConfig"
    | "Environment"
    | "DeadLetterConfig"
    | "VpcConfig"
    | "KMSKeyArn"
  >
>;

const rolePattern = /^arn:(aws[a-zA-Z-]*)?:iam::\d{12}:role\/?[a-zA-Z_0-9+=,.@\-_/]+$/;

/** Kilobytes that all variables may take together. */
const environmentLimit = 4 * 1_024;

/**
 * https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
 *
 * @throws {AwsError} for values that AWS refuses, and for those that have no local counterpart
 */
export const functionSettings = (input: Input): FunctionSettingsInput => {
  refuseUnsupported(input);
  const given = {
    Runtime: runtime(input),
    Role: optionalText(input, "Role", { pattern: rolePattern }),
    Handler: optionalText(input, "Handler", { pattern: /^[^\s]+$/, maximumLength: 128 }),
    Description: optionalText(input, "Description", { maximumLength: 256 }),
    Timeout: optionalInteger(input, "Timeout", { minimum: 1, maximum: 900 }),
    MemorySize: optionalInteger(input, "MemorySize", { minimum: 128, maximum: 10_240 }),
    Architectures: architectures(input),
    EphemeralStorage: ephemeralStorage(input),
    TracingConfig: tracing(input),
    LoggingConfig: optionalObject(input, "LoggingConfig"),
    Environment: environment(input),
    DeadLetterConfig: deadLetter(input),
    VpcConfig: optionalObject(input, "VpcConfig"),
    KMSKeyArn: optionalText(input, "KMSKeyArn"),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
};

const refuseUnsupported = (input: Input): void => {
  if (input.PackageType !== undefined && input.PackageType !== "Zip")
    throw unsupported("container images as functions", "Package the function as a zip (PackageType Zip).");
  const layers = optionalTexts(input, "Layers") ?? [];
  if (layers.length > 0) throw unsupported("layers", "Bundle what the function needs.");
  const snapStart = optionalObject(input, "SnapStart");
  if (snapStart?.ApplyOn !== undefined && snapStart.ApplyOn !== "None")
    throw unsupported("SnapStart", "Node.js functions have none on AWS either.");
  if (Array.isArray(input.FileSystemConfigs) && input.FileSystemConfigs.length > 0)
    throw unsupported("file systems", "Leave FileSystemConfigs out.");
  for (const member of [
    "ImageConfig",
    "CodeSigningConfigArn",
    "TenancyConfig",
    "CapacityProviderConfig",
    "DurableConfig",
  ])
    if (input[member] !== undefined && input[member] !== null)
      throw unsupported(member, "Leave it out of the function.");
  if (input.Publish === true)
    throw unsupported("published versions", "Leave Publish out (serverless.yml: versionFunctions: false).");
};

const runtime = (input: Input): string | undefined => {
  const value = optionalText(input, "Runtime");
  if (value !== undefined && !/^nodejs\d+\.x$/.test(value))
    throw unsupported(`the runtime ${value}`, "Functions are Node.js: nodejs24.x.");
  return value;
};

const architectures = (input: Input): readonly string[] | undefined => {
  const values = optionalTexts(input, "Architectures");
  if (values && (values.length !== 1 || !["x86_64", "arm64"].includes(values[0] ?? "")))
    throw constraintViolation(
      "Architectures",
      values,
      "Member must have length 1 and be one of [x86_64, arm64]",
    );
  return values;
};

const ephemeralStorage = (input: Input): { Size: number } | undefined => {
  const storage = optionalObject(input, "EphemeralStorage");
  const Size = storage && optionalInteger(storage, "Size", { minimum: 512, maximum: 10_240 });
  return Size === undefined ? undefined : { Size };
};

const tracing = (input: Input): { Mode: string } | undefined => {
  const config = optionalObject(input, "TracingConfig");
  const Mode = config && optionalChoice(config, "Mode", ["Active", "PassThrough"]);
  return Mode && { Mode };
};

const environment = (input: Input): FunctionConfiguration["Environment"] => {
  const given = optionalObject(input, "Environment");
  if (!given) return undefined;
  const Variables = optionalTextMap(given, "Variables") ?? {};
  for (const name of Object.keys(Variables)) {
    if (!/^[a-zA-Z][a-zA-Z0-9_]+$/.test(name))
      throw constraintViolation(
        "Environment.Variables",
        name,
        "Map keys must satisfy regular expression pattern: [a-zA-Z]([a-zA-Z0-9_])+",
      );
    if (reserved.has(name))
      throw invalidParameter(
        `Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${name}`,
      );
  }
  if (Buffer.byteLength(JSON.stringify(Variables)) > environmentLimit)
    throw invalidParameter(
      "Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit.",
    );
  return { Variables };
};

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime */
const reserved = new Set([
  "AWS_ACCESS_KEY",
  "AWS_ACCESS_KEY_ID",
  "AWS_DEFAULT_REGION",
  "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
  "AWS_LAMBDA_FUNCTION_NAME",
  "AWS_LAMBDA_FUNCTION_VERSION",
  "AWS_LAMBDA_INITIALIZATION_TYPE",
  "AWS_LAMBDA_LOG_GROUP_NAME",
  "AWS_LAMBDA_LOG_STREAM_NAME",
  "AWS_LAMBDA_RUNTIME_API",
  "AWS_REGION",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "LAMBDA_RUNTIME_DIR",
  "LAMBDA_TASK_ROOT",
  "_HANDLER",
]);

const deadLetter = (input: Input): { TargetArn: string } | undefined => {
  const config = optionalObject(input, "DeadLetterConfig");
  const TargetArn = config && optionalText(config, "TargetArn");
  if (TargetArn === undefined) return undefined;
  // An empty ARN removes the queue.
  return { TargetArn: TargetArn === "" ? "" : destinationArn(TargetArn, ["sqs", "sns"]) };
};
