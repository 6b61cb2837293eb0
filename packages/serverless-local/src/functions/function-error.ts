/**
 * How the Lambda runtime describes a failed invocation in its payload.
 * See https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html
 */
export interface FunctionFailure {
  /** The error's name, or `Sandbox.Timedout`, `Runtime.ExitError`, `Runtime.OutOfMemory` when the runtime failed. */
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

/** A function threw, or its runtime failed. */
export class FunctionError extends Error {
  readonly failure: FunctionFailure;

  constructor(failure: FunctionFailure) {
    super(failure.errorMessage);
    this.name = failure.errorType;
    this.failure = failure;
  }
}

/** The handler timed out, ended the process or ran out of memory. */
export const runtimeFailure = (errorType: string, errorMessage: string): FunctionError =>
  new FunctionError({ errorType, errorMessage });

export const failureOf = (thrown: unknown): FunctionFailure => {
  if (thrown instanceof FunctionError) return thrown.failure;
  if (!(thrown instanceof Error)) return { errorType: typeof thrown, errorMessage: String(thrown) };
  return { errorType: thrown.name, errorMessage: thrown.message, trace: (thrown.stack ?? "").split("\n") };
};
