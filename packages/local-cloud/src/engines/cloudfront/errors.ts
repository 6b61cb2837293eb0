/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/CommonErrors.html */
import { AwsError } from "../../gateway/errors.ts";

/** Thrown when a value is well-formed, yet wrong in this place. */
export const invalidArgument = (message: string): AwsError => new AwsError("InvalidArgument", message);

/** Thrown for what AWS offers and the local cloud does not: better refused than ignored. */
export const unsupported = (what: string, why: string): AwsError =>
  invalidArgument(`${what} is not supported by the local cloud: ${why}`);

/** Thrown when a list does not hold as many items as it says. */
export const inconsistentQuantities = (list: string): AwsError =>
  new AwsError("InconsistentQuantities", `The value of Quantity and the size of Items don't match: ${list}`);

/** @param code `NoSuchDistribution` */
export const absent = (code: string, what: string): AwsError =>
  new AwsError(code, `The specified ${what} does not exist.`, { status: 404 });

/** @param code `CachePolicyAlreadyExists`, `CachePolicyInUse` */
export const conflict = (code: string, message: string): AwsError =>
  new AwsError(code, message, { status: 409 });

export const missingVersion = (): AwsError =>
  new AwsError("InvalidIfMatchVersion", "The If-Match version is missing or not valid for the resource.");

export const staleVersion = (): AwsError =>
  new AwsError(
    "PreconditionFailed",
    "The request failed because it didn't meet the preconditions in one or more request-header fields.",
    { status: 412 },
  );

/** Thrown when a policy that AWS manages is to be changed or removed. */
export const managedPolicy = (code: "IllegalUpdate" | "IllegalDelete"): AwsError =>
  new AwsError(code, "Policies that AWS manages cannot be changed or deleted.");
