/**
 * An error of an AWS service. The gateway writes it in the protocol of the service:
 * https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html#operation-error-serialization
 */
export class AwsError extends Error {
  /** Code on the wire, e.g. `AccessDeniedException`, `com.amazonaws.sqs#QueueDoesNotExist` without namespace. */
  readonly code: string;
  readonly status: number;
  /** Code of the older query protocol: in `x-amzn-query-error` (SQS), or in answers of that protocol (SES v1). */
  readonly queryCode: string | undefined;
  /** Status in answers of the older query protocol, where it is another one. */
  readonly queryStatus: number | undefined;
  /** More members of the error document, e.g. DynamoDB's `CancellationReasons`. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** When to come again, for the header `Retry-After` of REST services. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: string,
    message: string,
    options: {
      status?: number;
      queryCode?: string;
      queryStatus?: number;
      fields?: Record<string, unknown>;
      retryAfterSeconds?: number;
    } = {},
  ) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = options.status ?? 400;
    this.queryCode = options.queryCode;
    this.queryStatus = options.queryStatus;
    this.fields = options.fields ?? {};
    this.retryAfterSeconds = options.retryAfterSeconds;
  }

  get fault(): "Sender" | "Receiver" {
    return this.status >= 500 ? "Receiver" : "Sender";
  }
}
