/**
 * The errors of Kinesis, each answered with status 400.
 *
 * @see https://docs.aws.amazon.com/kinesis/latest/APIReference/CommonErrors.html
 */
import { AwsError } from "../../gateway/errors.ts";

/** Thrown when a value breaks a rule of the API's model. */
export const constraintViolation = (shown: string, member: string, constraint: string): AwsError =>
  new AwsError(
    "ValidationException",
    `1 validation error detected: Value ${shown} at '${member}' failed to satisfy constraint: ${constraint}`,
  );

export const validation = (message: string): AwsError => new AwsError("ValidationException", message);

/** Thrown when a member has another JSON type than the model says. */
export const wrongType = (message: string): AwsError => new AwsError("SerializationException", message);

/** Thrown when a value is well-formed, yet wrong in this place. */
export const invalidArgument = (message: string): AwsError =>
  new AwsError("InvalidArgumentException", message);

export const resourceNotFound = (message: string): AwsError =>
  new AwsError("ResourceNotFoundException", message);

export const resourceInUse = (message: string): AwsError => new AwsError("ResourceInUseException", message);

export const limitExceeded = (message: string): AwsError => new AwsError("LimitExceededException", message);

export const expiredIterator = (message: string): AwsError =>
  new AwsError("ExpiredIteratorException", message);

export const expiredNextToken = (message: string): AwsError =>
  new AwsError("ExpiredNextTokenException", message);

export const throughputExceeded = (message: string): AwsError =>
  new AwsError("ProvisionedThroughputExceededException", message);

/** Thrown when a call with `DryRun` would have gone through. */
export const dryRunSucceeded = (): AwsError =>
  new AwsError("DryRunOperationException", "Request would have succeeded, but DryRun flag is set.");

/** Thrown for what AWS offers and the local cloud does not: better refused than ignored. */
export const unsupported = (what: string, instead: string): AwsError =>
  invalidArgument(`The local cloud does not support ${what}. ${instead}`);
