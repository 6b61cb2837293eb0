import { AwsError } from "../../../gateway/errors.ts";

/**
 * Refuses settings that would be taken and then not kept: a table must not look protected, replicated or encrypted
 * when it is not.
 *
 * @throws {AwsError} `ValidationException` naming the member
 */
export const refuseUnknownMembers = (operation: string, input: object, known: readonly string[]): void => {
  const unknown = Object.entries(input).find(([name, value]) => value !== undefined && !known.includes(name));
  if (unknown)
    throw new AwsError(
      "ValidationException",
      `The local cloud does not support ${unknown[0]} in dynamodb:${operation}. Leave it out, or set it by a condition in the template for AWS only.`,
    );
};
