import { AwsError } from "../../../gateway/errors.ts";

export interface DeliveryFailure {
  readonly code: string;
  readonly message: string;
  /** The receiver may recover: try again. Otherwise it is gone, or forbids the delivery. */
  readonly retryable: boolean;
}

const transient = /throttl|toomanyrequests|overlimit|serviceunavailable|internal|timeout/i;

/**
 * SNS does not retry client-side errors: a queue that is deleted or whose policy says no.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html
 */
export const failureOf = (error: unknown): DeliveryFailure => {
  if (!(error instanceof AwsError))
    return { code: "InternalFailure", message: String(error), retryable: true };
  return {
    code: error.queryCode ?? error.code,
    message: error.message,
    retryable: error.status >= 500 || error.status === 429 || transient.test(error.code),
  };
};
