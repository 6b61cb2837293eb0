/**
 * Errors of both versions of the API: the code of v2, and what v1 calls it.
 * https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html#API_SendEmail_Errors
 * https://docs.aws.amazon.com/ses/latest/APIReference/API_SendEmail.html#API_SendEmail_Errors
 */
import { AwsError } from "../../gateway/errors.ts";

const sesError = (code: string, message: string, older: string, status = 400): AwsError =>
  new AwsError(code, message, { status, queryCode: older, queryStatus: 400 });

export const badRequest = (message: string, older = "InvalidParameterValue"): AwsError =>
  sesError("BadRequestException", message, older);

export const notSupported = (what: string, instead: string): AwsError =>
  badRequest(`The local cloud does not support ${what}: ${instead}`);

export const alreadyExists = (message: string): AwsError =>
  sesError("AlreadyExistsException", message, "AlreadyExists");

export const notFound = (message: string, older = "NotFoundException"): AwsError =>
  sesError("NotFoundException", message, older, 404);

export const identityNotFound = (name: string): AwsError =>
  notFound(`Email identity ${name} does not exist.`);

export const templateNotFound = (name: string): AwsError =>
  notFound(`Template ${name} does not exist.`, "TemplateDoesNotExist");

export const configurationSetNotFound = (name: string): AwsError =>
  notFound(`Configuration set <${name}> does not exist.`, "ConfigurationSetDoesNotExist");

/** The sender has not been verified, or the message cannot be sent as it is. */
export const messageRejected = (message: string): AwsError =>
  sesError("MessageRejected", message, "MessageRejected");

export const sendingPaused = (configurationSet: string): AwsError =>
  sesError(
    "SendingPausedException",
    `Sending is paused for configuration set ${configurationSet}.`,
    "ConfigurationSetSendingPausedException",
  );
