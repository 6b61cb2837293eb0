import { randomUUID } from "node:crypto";
import type { InputReader } from "../../gateway/input-reader.ts";
import { invalidParameter } from "./errors.ts";
import type { SecretValue } from "./secret.ts";

/** https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html */
const largestValueBytes = 65_536;

/** @returns `undefined` when the input brings no value @throws {AwsError} for two values, or one too large */
export const valueIn = (read: InputReader): SecretValue | undefined => {
  const text = read.optionalText("SecretString", { minimum: 1 });
  const binary = read.optionalText("SecretBinary", { minimum: 1 });
  if (text !== undefined && binary !== undefined)
    throw invalidParameter(
      "You can't specify both a binary secret value and a string secret value in the same secret.",
    );
  const bytes = text === undefined ? Buffer.from(binary ?? "", "base64") : Buffer.from(text, "utf8");
  if (bytes.length > largestValueBytes)
    throw invalidParameter(`A secret value is at most ${largestValueBytes} bytes.`);
  if (text !== undefined) return { SecretString: text };
  return binary === undefined ? undefined : { SecretBinary: binary };
};

/** Id of the version that a call makes; clients send one so that their retries make no second version. */
export const tokenIn = (read: InputReader): string =>
  read.optionalText("ClientRequestToken", { minimum: 32, maximum: 64 }) ?? randomUUID();

export const tagsIn = (read: InputReader): Readonly<Record<string, string>> =>
  Object.fromEntries(
    read
      .structures("Tags")
      .map((tag) => [tag.text("Key", { minimum: 1, maximum: 128 }), tag.text("Value", { maximum: 256 })]),
  );

/** What the local cloud has no engine for must not look as if it worked. */
export const refuseUnsupported = (read: InputReader): void => {
  read.refuse(["AddReplicaRegions", "ForceOverwriteReplicaSecret"], "there is one region.");
  read.refuse(["Type"], "there are no managed external secrets.");
  const key = read.optionalText("KmsKeyId");
  if (key !== undefined && key !== "alias/aws/secretsmanager")
    throw invalidParameter("The local cloud has no customer managed keys: leave KmsKeyId out.");
};
