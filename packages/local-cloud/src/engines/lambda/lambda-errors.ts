import { AwsError } from "../../gateway/errors.ts";

/** Errors of the Lambda API: https://docs.aws.amazon.com/lambda/latest/api/CommonErrors.html */

/** Thrown when a value is of the right type, yet wrong in this place. */
export const invalidParameter = (message: string): AwsError =>
  new AwsError("InvalidParameterValueException", message, { fields: { Type: "User" } });

/** Thrown when a value breaks a constraint of the API's model. */
export const constraintViolation = (member: string, value: unknown, constraint: string): AwsError => {
  const shown = value === undefined ? "null" : `'${String(value)}'`;
  const name = member.charAt(0).toLowerCase() + member.slice(1);
  return new AwsError(
    "ValidationException",
    `1 validation error detected: Value ${shown} at '${name}' failed to satisfy constraint: ${constraint}`,
  );
};

/** Thrown when a member has another JSON type than the model says. */
export const wrongType = (member: string, expected: string): AwsError =>
  new AwsError("SerializationException", `${member} must be ${expected}`);

export const conflict = (message: string): AwsError =>
  new AwsError("ResourceConflictException", message, { status: 409, fields: { Type: "User" } });

export const resourceNotFound = (message: string): AwsError =>
  new AwsError("ResourceNotFoundException", message, { status: 404, fields: { Type: "User" } });

/** Thrown for what AWS offers and the local cloud does not: better refused than ignored. */
export const unsupported = (what: string, instead: string): AwsError =>
  invalidParameter(`The local cloud does not support ${what}. ${instead}`);
