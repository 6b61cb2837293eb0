/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html#API_GetSecretValue_Errors */
import { AwsError } from "../../gateway/errors.ts";

export const invalidParameter = (message: string): AwsError =>
  new AwsError("InvalidParameterException", message);
export const invalidRequest = (message: string): AwsError => new AwsError("InvalidRequestException", message);
export const alreadyExists = (message: string): AwsError => new AwsError("ResourceExistsException", message);
export const notFound = (message: string): AwsError => new AwsError("ResourceNotFoundException", message);

export const secretNotFound = (): AwsError => notFound("Secrets Manager can't find the specified secret.");

export const markedForDeletion = (): AwsError =>
  invalidRequest("You can't perform this operation on the secret because it was marked for deletion.");
