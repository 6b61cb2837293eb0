import { AwsError } from "../gateway/errors.ts";

/** Thrown when nothing could run the function: no host, or one that refuses. Trying again is safe. */
export class InvocationNotStarted extends AwsError {
  constructor(message: string) {
    // The SDK treats 5xx as worth a retry, which is right: a host may be starting.
    super("ResourceNotReadyException", message, { status: 502, fields: { Type: "Server" } });
  }
}

/** Thrown when the host went away in the middle: the function may have run, wholly or in part. */
export class InvocationInterrupted extends AwsError {
  constructor(message: string) {
    super("ServiceException", message, { status: 500, fields: { Type: "Server" } });
  }
}

/** Thrown when a name is not registered. @param name or whole ARN */
export const functionNotFound = (functionArn: string): AwsError =>
  new AwsError("ResourceNotFoundException", `Function not found: ${functionArn}`, {
    status: 404,
    fields: { Type: "User" },
  });

/** Thrown when the function's reserved concurrency is in use. */
export const tooManyRequests = (): AwsError =>
  new AwsError("TooManyRequestsException", "Rate Exceeded.", {
    status: 429,
    fields: { Type: "User", Reason: "ReservedFunctionConcurrentInvocationLimitExceeded" },
  });

/** True for failures before the function ran, which Lambda retries by itself: no host, throttled. */
export const isNotStarted = (error: unknown): boolean =>
  error instanceof InvocationNotStarted ||
  (error instanceof AwsError && error.code === "TooManyRequestsException");
