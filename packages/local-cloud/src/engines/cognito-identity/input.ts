/** Reads members of a request, which come from the wire as anything. */
import { AwsError } from "../../gateway/errors.ts";
import { type InputReader, inputReader } from "../../gateway/input-reader.ts";

export type Input = Readonly<Record<string, unknown>>;

export const reader = (input: Input): InputReader => inputReader(input, "ValidationException");

const idRule = { minimum: 1, maximum: 55, pattern: String.raw`[\w-]+:[0-9a-f-]+` };

/** @throws {AwsError} `ValidationException` */
export const poolIdIn = (input: Input): string => reader(input).text("IdentityPoolId", idRule);
/** @throws {AwsError} `ValidationException` */
export const identityIdIn = (input: Input): string => reader(input).text("IdentityId", idRule);

/** A provider of logins, by its name. @throws {AwsError} `ValidationException` */
export const providerIn = (input: Input): string =>
  reader(input).text("IdentityProviderName", { minimum: 1, maximum: 128 });

export const roleArnRule = { minimum: 20, maximum: 2_048 };

/** A map of strings: logins, tags, roles. An absent one is empty. @throws {AwsError} `ValidationException` */
export const textMap = (input: Input, name: string): Readonly<Record<string, string>> => {
  const value = input[name];
  if (value === undefined || value === null) return {};
  const entries = typeof value === "object" && !Array.isArray(value) ? Object.entries(value) : undefined;
  if (entries?.every((entry): entry is [string, string] => typeof entry[1] === "string"))
    return Object.fromEntries(entries);
  throw new AwsError("ValidationException", `${name} must be a map of strings`);
};

/** @throws {AwsError} `ValidationException` */
export const requiredFlag = (input: Input, name: string): boolean => {
  const flag = reader(input).optionalBoolean(name);
  // The reader has the words for what is missing.
  return flag ?? reader(input).text(name) === "true";
};
