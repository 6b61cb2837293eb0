/** https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html and each action's own list. */
import { AwsError } from "../../gateway/errors.ts";

export const noSuchEntity = (message: string): AwsError =>
  new AwsError("NoSuchEntity", message, { status: 404 });

export const noSuchRole = (name: string): AwsError =>
  noSuchEntity(`The role with name ${name} cannot be found.`);

export const alreadyExists = (message: string): AwsError =>
  new AwsError("EntityAlreadyExists", message, { status: 409 });

export const deleteConflict = (message: string): AwsError =>
  new AwsError("DeleteConflict", message, { status: 409 });

export const limitExceeded = (message: string): AwsError =>
  new AwsError("LimitExceeded", message, { status: 409 });

export const malformedPolicy = (message: string): AwsError =>
  new AwsError("MalformedPolicyDocument", message);
