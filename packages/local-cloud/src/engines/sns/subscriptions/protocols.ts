import { lastOf } from "../arn.ts";
import { invalidParameter, notProvidedLocally, validationError } from "../errors.ts";
import type { Topic } from "../topics/topic.ts";
import type { DeliveryProtocol } from "./subscription.ts";

/** Protocols of AWS that would leave this machine. */
const notLocal = new Set(["http", "https", "email", "email-json", "sms", "application", "firehose"]);

const isQueueArn = (endpoint: string): boolean => /^arn:[\w-]+:sqs:[\w-]+:\d{12}:[\w.-]+$/.test(endpoint);
const isFunctionArn = (endpoint: string): boolean =>
  /^arn:[\w-]+:lambda:[\w-]+:\d{12}:function:[\w-]+(:[\w$-]+)?$/.test(endpoint);

const requireQueue = (topic: Topic, endpoint: string): void => {
  if (!isQueueArn(endpoint)) throw invalidParameter("SQS endpoint ARN");
  if (!topic.fifo && lastOf(endpoint).endsWith(".fifo"))
    throw invalidParameter(
      "Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics",
    );
};

const requireFunction = (topic: Topic, endpoint: string): void => {
  if (!isFunctionArn(endpoint)) throw invalidParameter("Lambda endpoint ARN");
  if (topic.fifo)
    throw invalidParameter(
      "Invalid parameter: Endpoint Reason: FIFO SNS topics can only be subscribed to by SQS queues",
    );
};

/**
 * @throws `InvalidParameter`
 * @see https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html
 */
export const requireEndpoint = (
  topic: Topic,
  protocol: string | undefined,
  endpoint: string | undefined,
): { protocol: DeliveryProtocol; endpoint: string } => {
  if (protocol === undefined) throw validationError("protocol");
  if (protocol !== "sqs" && protocol !== "lambda")
    throw notLocal.has(protocol)
      ? notProvidedLocally(
          `subscriptions with the protocol ${protocol}`,
          "Subscribe a queue (sqs) or a function (lambda).",
        )
      : invalidParameter(`Amazon SNS does not support this protocol string: ${protocol}`);
  if (!endpoint) throw invalidParameter("Endpoint Reason: no value for required parameter");
  if (protocol === "sqs") requireQueue(topic, endpoint);
  else requireFunction(topic, endpoint);
  return { protocol, endpoint };
};
