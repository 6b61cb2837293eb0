/**
 * Errors of identity pools in the words that AWS uses: clients show them, and some match on them.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/CommonErrors.html
 */
import { AwsError } from "../../gateway/errors.ts";

const error = (code: string) => (message: string) => new AwsError(code, message);

export const invalidParameter = error("InvalidParameterException");
export const notAuthorized = error("NotAuthorizedException");
export const resourceConflict = error("ResourceConflictException");
const notFound = error("ResourceNotFoundException");

export const poolNotFound = (id: string) => notFound(`IdentityPool '${id}' not found.`);
export const identityNotFound = (id: string) => notFound(`Identity '${id}' not found.`);
export const resourceNotFound = (arn: string) => notFound(`Resource '${arn}' not found.`);

export const invalidLogin = (reason: string) => notAuthorized(`Invalid login token. ${reason}`);
export const loginsDoNotMatch = () =>
  notAuthorized(
    "Logins don't match. Please include at least one valid login for this identity or identity pool.",
  );
export const unsupportedProvider = () =>
  notAuthorized("Token is not from a supported provider of this identity pool.");
export const identityForbidden = (id: string) => notAuthorized(`Access to Identity '${id}' is forbidden.`);
export const guestsNotAllowed = () =>
  notAuthorized("Unauthenticated access is not supported for this identity pool.");
export const loginTaken = () => resourceConflict("Login is already linked to another account.");

export const wrongRoles = () =>
  error("InvalidIdentityPoolConfigurationException")(
    "Invalid identity pool configuration. Check assigned IAM roles for this pool.",
  );
