/**
 * Errors of Cognito user pools in the words that AWS uses: clients show them, and some match on them.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/CommonErrors.html
 */
import { AwsError } from "../../gateway/errors.ts";

const error = (code: string) => (message: string) => new AwsError(code, message);

export const invalidParameter = error("InvalidParameterException");
export const notAuthorized = error("NotAuthorizedException");
export const notFound = error("ResourceNotFoundException");
export const aliasExists = error("AliasExistsException");
export const userLambdaValidation = error("UserLambdaValidationException");
export const unexpectedLambda = error("UnexpectedLambdaException");
export const invalidLambdaResponse = error("InvalidLambdaResponseException");

/** For what AWS has and the local cloud has not: taken for granted it would mislead. */
export const unsupported = (what: string, advice: string) =>
  invalidParameter(`The local cloud does not support ${what} in Cognito. ${advice}`);

export const poolNotFound = (id: string) => notFound(`User pool ${id} does not exist.`);
export const clientNotFound = (id: string) => notFound(`User pool client ${id} does not exist.`);
export const groupNotFound = () => notFound("Group not found.");

export const userNotFound = () => error("UserNotFoundException")("User does not exist.");
export const usernameExists = (message = "User already exists") => error("UsernameExistsException")(message);
export const userNotConfirmed = () => error("UserNotConfirmedException")("User is not confirmed.");
export const passwordResetRequired = () =>
  error("PasswordResetRequiredException")("Password reset required for the user");
export const wrongPassword = () => notAuthorized("Incorrect username or password.");
export const userDisabled = () => notAuthorized("User is disabled.");
export const invalidPassword = (reason: string) =>
  error("InvalidPasswordException")(`Password did not conform with policy: ${reason}`);

export const codeMismatch = () =>
  error("CodeMismatchException")("Invalid verification code provided, please try again.");
export const expiredCode = () =>
  error("ExpiredCodeException")("Invalid code provided, please request a code again.");
export const tooManyAttempts = () =>
  error("LimitExceededException")("Attempt limit exceeded, please try after some time.");
