/**
 * How each service says "too fast" and "my fault", with the codes and statuses of its API model. The SDKs decide by
 * these whether, and how patiently, to try again.
 */
import { AwsError } from "../gateway/errors.ts";
import type { ErrorSettings } from "./fault.ts";

interface ServiceError {
  readonly code: string;
  readonly status: number;
  readonly message: string;
  /** What the older version of a service, in the query protocol, says instead. */
  readonly older?: { readonly code: string; readonly status: number };
  readonly fields?: Record<string, unknown>;
  readonly retryAfterSeconds?: number;
}

interface ServiceErrors {
  throttling(operation: string): ServiceError;
  readonly internal: ServiceError;
}

const rateExceeded = (code: string, status: number): ServiceError => ({
  code,
  status,
  message: "Rate exceeded",
});

const internal = (code: string): ServiceError => ({
  code,
  status: 500,
  message: "The request processing has failed because of an unknown error, exception or failure.",
});

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html */
const itemOperations =
  /^((Get|Put|Update|Delete|BatchGet|BatchWrite|TransactGet|TransactWrite)Items?|Query|Scan|(Batch)?Execute(Statement|Transaction))$/;
const streamOperations = /^(GetRecords|GetShardIterator|DescribeStream|ListStreams)$/;

const dynamoDbThrottling = (operation: string): ServiceError => {
  if (streamOperations.test(operation))
    return { code: "LimitExceededException", status: 400, message: "Your request rate is too high." };
  if (!itemOperations.test(operation)) return rateExceeded("ThrottlingException", 400);
  return {
    code: "ProvisionedThroughputExceededException",
    status: 400,
    message:
      "The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API.",
  };
};

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_Errors */
const lambdaThrottling = (operation: string): ServiceError => {
  const Reason = operation === "Invoke" ? "ConcurrentInvocationLimitExceeded" : "CallerRateLimitExceeded";
  return {
    code: "TooManyRequestsException",
    status: 429,
    message: "Rate Exceeded.",
    fields: { Type: "User", Reason },
    retryAfterSeconds: 1,
  };
};

const services: Readonly<Record<string, ServiceErrors>> = {
  cloudfront: { throttling: () => rateExceeded("Throttling", 400), internal: internal("InternalError") },
  "cognito-identity": {
    throttling: () => rateExceeded("TooManyRequestsException", 429),
    internal: internal("InternalErrorException"),
  },
  "cognito-idp": {
    throttling: () => rateExceeded("TooManyRequestsException", 429),
    internal: internal("InternalErrorException"),
  },
  dynamodb: { throttling: dynamoDbThrottling, internal: internal("InternalServerError") },
  iam: { throttling: () => rateExceeded("Throttling", 400), internal: internal("ServiceFailure") },
  kinesis: {
    throttling: () => rateExceeded("ProvisionedThroughputExceededException", 400),
    internal: internal("InternalFailure"),
  },
  lambda: { throttling: lambdaThrottling, internal: internal("ServiceException") },
  s3: {
    throttling: () => ({ code: "SlowDown", status: 503, message: "Please reduce your request rate." }),
    internal: internal("InternalError"),
  },
  secretsmanager: {
    throttling: () => rateExceeded("ThrottlingException", 400),
    internal: internal("InternalServiceError"),
  },
  ses: {
    throttling: () => ({
      ...rateExceeded("TooManyRequestsException", 429),
      older: { code: "Throttling", status: 400 },
    }),
    internal: {
      ...internal("InternalServiceErrorException"),
      older: { code: "InternalFailure", status: 500 },
    },
  },
  sns: { throttling: () => rateExceeded("Throttled", 429), internal: internal("InternalError") },
  sqs: {
    throttling: () => ({ code: "RequestThrottled", status: 403, message: "Request is throttled." }),
    internal: internal("InternalFailure"),
  },
  ssm: {
    throttling: () => rateExceeded("ThrottlingException", 400),
    internal: internal("InternalServerError"),
  },
  sts: { throttling: () => rateExceeded("Throttling", 400), internal: internal("InternalFailure") },
};

/** What all services share: https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html */
const common: ServiceErrors = {
  throttling: () => rateExceeded("ThrottlingException", 400),
  internal: internal("InternalFailure"),
};

const awsError = (service: string, error: ServiceError): AwsError =>
  new AwsError(error.code, error.message, {
    status: error.status,
    ...(error.fields ? { fields: error.fields } : {}),
    ...(error.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: error.retryAfterSeconds }),
    // SQS alone also speaks to clients that look for the code of the older protocol.
    ...(service === "sqs" ? { queryCode: error.code } : {}),
    ...(error.older ? { queryCode: error.older.code, queryStatus: error.older.status } : {}),
  });

export const throttlingError = (service: string, operation: string): AwsError =>
  awsError(service, (services[service] ?? common).throttling(operation));

/** @param settings what the fault asks for; without it, the service's own internal error */
export const injectedError = (service: string, settings: ErrorSettings | undefined, id: string): AwsError => {
  if (!settings) return awsError(service, (services[service] ?? common).internal);
  const { code, message = `Injected by the fault ${id}.`, status = 500 } = settings;
  return awsError(service, { code, message, status });
};
