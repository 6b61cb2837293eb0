/**
 * The errors of SQS. Each carries its JSON shape name and the code of the older query protocol,
 * which SDKs still show as `error.Code`.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html
 */
import { AwsError } from "../../gateway/errors.ts";

/** Modelled errors whose query code is the shape name behind a prefix. */
const prefixed = (shape: string, message: string, status = 400) =>
  new AwsError(shape, message, { status, queryCode: `AWS.SimpleQueueService.${shape}` });

const sameCode = (code: string, message: string, status = 400) =>
  new AwsError(code, message, { status, queryCode: code });

export const queueDoesNotExist = () =>
  new AwsError("QueueDoesNotExist", "The specified queue does not exist.", {
    queryCode: "AWS.SimpleQueueService.NonExistentQueue",
  });

export const queueNameExists = (attribute: string) =>
  new AwsError(
    "QueueNameExists",
    `A queue already exists with the same name and a different value for attribute ${attribute}`,
    { queryCode: "QueueAlreadyExists" },
  );

export const queueDeletedRecently = () =>
  prefixed(
    "QueueDeletedRecently",
    "You must wait 60 seconds after deleting a queue before you can create another with the same name.",
  );

export const purgeQueueInProgress = (queueName: string) =>
  prefixed(
    "PurgeQueueInProgress",
    `Only one PurgeQueue operation on ${queueName} is allowed every 60 seconds.`,
    403,
  );

export const receiptHandleIsInvalid = (receiptHandle: string) =>
  sameCode(
    "ReceiptHandleIsInvalid",
    `The input receipt handle "${receiptHandle}" is not a valid receipt handle.`,
    404,
  );

export const messageNotInflight = () =>
  prefixed("MessageNotInflight", "The specified message isn't in flight.");

export const overLimit = (message: string) => sameCode("OverLimit", message, 403);
export const invalidAttributeName = (message: string) => sameCode("InvalidAttributeName", message);
export const unknownAttribute = (name: string) => invalidAttributeName(`Unknown Attribute ${name}.`);

export const invalidAttributeValue = (name: string, reason?: string) =>
  sameCode(
    "InvalidAttributeValue",
    `Invalid value for the parameter ${name}.${reason === undefined ? "" : ` Reason: ${reason}`}`,
  );

export const invalidMessageContents = (message: string) => sameCode("InvalidMessageContents", message);

export const batchEntryIdsNotDistinct = (id: string) =>
  prefixed("BatchEntryIdsNotDistinct", `Id ${id} repeated.`);

export const emptyBatchRequest = (entry: string) =>
  prefixed("EmptyBatchRequest", `There should be at least one ${entry} in the request.`);

export const tooManyEntriesInBatchRequest = (maximum: number, sent: number) =>
  prefixed(
    "TooManyEntriesInBatchRequest",
    `Maximum number of entries per request are ${maximum}. You have sent ${sent}.`,
  );

export const batchRequestTooLong = (maximum: number, sent: number) =>
  prefixed(
    "BatchRequestTooLong",
    `Batch requests cannot be longer than ${maximum} bytes. You have sent ${sent} bytes.`,
  );

export const invalidBatchEntryId = () =>
  prefixed(
    "InvalidBatchEntryId",
    "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.",
  );

export const resourceNotFound = (message: string) => sameCode("ResourceNotFoundException", message, 404);

/** Not in SQS's model: errors that every AWS service of its generation shares. */
export const invalidParameter = (message: string) =>
  new AwsError("InvalidParameterValueException", message, { queryCode: "InvalidParameterValue" });

export const invalidParameterValue = (value: unknown, parameter: string, reason: string) =>
  invalidParameter(`Value ${String(value)} for parameter ${parameter} is invalid. Reason: ${reason}`);

export const missingParameter = (parameter: string) =>
  new AwsError("MissingRequiredParameterException", `The request must contain the parameter ${parameter}.`, {
    queryCode: "MissingParameter",
  });

export const serializationError = (message: string) =>
  new AwsError("SerializationException", message, { queryCode: "SerializationException" });
