import { AwsError } from "../errors.ts";

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Reads a request body that must be one JSON object; an empty body counts as `{}`.
 *
 * @throws {AwsError} `SerializationException`, as AWS answers for a body that it cannot read
 */
export const parseJsonObject = (body: Buffer): Record<string, unknown> => {
  if (body.length === 0) return {};
  let value: unknown;
  try {
    value = JSON.parse(body.toString("utf8"));
  } catch {
    throw new AwsError("SerializationException", "The request body is not valid JSON.");
  }
  if (!isObject(value))
    throw new AwsError("SerializationException", "The request body is not a JSON object.");
  return value;
};
