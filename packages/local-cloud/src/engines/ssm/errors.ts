/** Errors of Parameter Store, as its actions list them; the messages say what AWS says, or more. */
import { AwsError } from "../../gateway/errors.ts";

export const validationError = (message: string): AwsError => new AwsError("ValidationException", message);

export const parameterNotFound = (name: string): AwsError =>
  new AwsError("ParameterNotFound", `The parameter ${name} does not exist.`);

export const versionNotFound = (name: string, version: string): AwsError =>
  new AwsError(
    "ParameterVersionNotFound",
    `Systems Manager could not find version ${version} of ${name}. Verify the version and try again.`,
  );
