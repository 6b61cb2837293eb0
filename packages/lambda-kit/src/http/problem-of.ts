/** The one place that decides which problem an error is. */
import type { ProblemCode } from "@skein/contracts/problem";
import { ServiceError } from "../errors.ts";

/**
 * Errors of AWS that mean "not now". Everything else that AWS refuses is our mistake, and a plain 500.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
 */
const awsProblems: Readonly<Record<string, ProblemCode>> = {
  BandwidthLimitExceeded: "unavailable",
  InternalServerError: "unavailable",
  LimitExceededException: "unavailable",
  PriorRequestNotComplete: "unavailable",
  ProvisionedThroughputExceededException: "unavailable",
  ReplicatedWriteConflictException: "unavailable",
  RequestLimitExceeded: "unavailable",
  RequestThrottled: "unavailable",
  RequestThrottledException: "unavailable",
  ServiceUnavailable: "unavailable",
  SlowDown: "unavailable",
  ThrottledException: "unavailable",
  Throttling: "unavailable",
  ThrottlingException: "unavailable",
  TimeoutError: "unavailable",
  TooManyRequestsException: "unavailable",
  TransactionInProgressException: "unavailable",
};

/** Node's codes for a connection that was not made, or broke. */
const networkCodes = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND", "EAI_AGAIN"]);

const fieldOf = (error: object, field: string): unknown =>
  field in error ? Reflect.get(error, field) : undefined;

const codeOf = (error: Error): ProblemCode => {
  if (Object.hasOwn(awsProblems, error.name)) return awsProblems[error.name] ?? "internal";
  if (fieldOf(error, "$fault") === "server") return "unavailable";
  return networkCodes.has(String(fieldOf(error, "code"))) ? "unavailable" : "internal";
};

const publicDetail = {
  internal: "Try again later; if it stays so, report the correlation id",
  unavailable: "Something that the service needs does not answer; try again",
} as const satisfies Partial<Record<ProblemCode, string>>;

/**
 * What the caller is told. The message of an error that is not ours may hold table names, ARNs or worse, and is
 * kept for the log; with `tellAll`, for development only, it becomes the detail.
 */
export const problemOf = (thrown: unknown, tellAll: boolean): ServiceError => {
  if (thrown instanceof ServiceError) return thrown;
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const code = codeOf(error) === "unavailable" ? "unavailable" : "internal";
  const detail = tellAll ? `${error.name}: ${error.message}` : publicDetail[code];
  const headers = code === "unavailable" ? { "retry-after": "1" } : {};
  return new ServiceError(code, detail, { cause: error, headers });
};

/** `User: ... is not authorized to perform: dynamodb:GetItem on resource: arn:... because ...` */
const denial = /is not authorized to perform: (\S+)(?: on resource: (\S+))?/;

/** The action and resource that IAM refused, so that a log can be searched for them. */
export const denialIn = (error: unknown): { action?: string; resource?: string } => {
  const [, action, resource] = denial.exec(error instanceof Error ? error.message : "") ?? [];
  return { ...(action && { action }), ...(resource && { resource }) };
};
