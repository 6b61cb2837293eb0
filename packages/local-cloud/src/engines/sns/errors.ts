/** The errors of SNS, https://docs.aws.amazon.com/sns/latest/api/CommonErrors.html */
import { AwsError } from "../../gateway/errors.ts";

export const invalidParameter = (detail: string) =>
  new AwsError("InvalidParameter", `Invalid parameter: ${detail}`);

/** For a token that cannot be one, where {@link invalidParameter} is for one that is unknown. */
export const invalidToken = () => new AwsError("InvalidParameter", "Invalid token");

/** For the values of message attributes; a code of its own. */
export const parameterValueInvalid = (message: string) => new AwsError("ParameterValueInvalid", message);

export const validationError = (member: string) =>
  new AwsError(
    "ValidationError",
    `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`,
  );

export const topicNotFound = () => new AwsError("NotFound", "Topic does not exist", { status: 404 });

export const subscriptionNotFound = () =>
  new AwsError("NotFound", "Subscription does not exist", { status: 404 });

export const resourceNotFound = () =>
  new AwsError("ResourceNotFound", "Resource does not exist", { status: 404 });

export const tagLimitExceeded = () =>
  new AwsError("TagLimitExceeded", "Could not complete request: tag quota of per resource exceeded");

export const emptyBatchRequest = () =>
  new AwsError("EmptyBatchRequest", "The batch request doesn't contain any entries.");

export const tooManyEntriesInBatchRequest = () =>
  new AwsError("TooManyEntriesInBatchRequest", "The batch request contains more entries than permissible.");

export const batchEntryIdsNotDistinct = () =>
  new AwsError("BatchEntryIdsNotDistinct", "Two or more batch entries in the request have the same Id.");

export const invalidBatchEntryId = (problem: string) =>
  new AwsError("InvalidBatchEntryId", `The Id of a batch entry in the batch request ${problem}`);

export const batchRequestTooLong = () =>
  new AwsError("BatchRequestTooLong", "The length of all the messages put together is more than the limit.");

/** What AWS has and the local cloud does not: said by name. */
export const notProvidedLocally = (what: string, instead: string) =>
  invalidParameter(`The local cloud does not provide ${what}. ${instead}`);
