import { queueUrlOf } from "../../functions/destinations.ts";
import type { FunctionRecord } from "../../functions/function-record.ts";
import { AwsError } from "../../gateway/errors.ts";
import type { Principal } from "../../iam/principal.ts";
import type { LambdaContext } from "./context.ts";
import { invalidParameter, unsupported } from "./lambda-errors.ts";

export type EventSource = "sqs" | "dynamodb" | "kinesis";

/** @throws {AwsError} for sources that cannot be mapped here, by name */
export const eventSourceOf = (arn: string): EventSource => {
  const [prefix, , service, , , resource] = arn.split(":");
  if (prefix !== "arn" || !service || !resource)
    throw invalidParameter(`Unrecognized event source. Event source ARN: ${arn}`);
  if (service === "sqs") return "sqs";
  if (service === "dynamodb") {
    if (arn.includes("/stream/")) return "dynamodb";
    throw invalidParameter(`Unrecognized event source: ${arn} is a table, not its stream.`);
  }
  if (service === "kinesis") {
    if (arn.includes("/consumer/"))
      throw unsupported("consumers with enhanced fan-out", `Map the stream: ${arn.split("/consumer/")[0]}`);
    return "kinesis";
  }
  throw unsupported(
    `event source mappings from ${service}`,
    "Map an SQS queue, a DynamoDB stream or a Kinesis stream.",
  );
};

/**
 * A function may not run longer than its messages stay invisible: others would get them meanwhile.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 *
 * @throws {AwsError} also when there is no such queue
 */
export const requireQueue = async (
  context: LambdaContext,
  queueArn: string,
  { configuration }: FunctionRecord,
): Promise<void> => {
  const attributes = await queueAttributes(context, queueArn);
  const visibilityTimeout = Number(attributes.VisibilityTimeout);
  if (visibilityTimeout < configuration.Timeout)
    throw invalidParameter(
      `Queue visibility timeout: ${visibilityTimeout} seconds is less than Function timeout: ${configuration.Timeout} seconds`,
    );
};

const queueAttributes = async (
  context: LambdaContext,
  queueArn: string,
): Promise<Readonly<Record<string, string>>> => {
  try {
    const answer = await context.dispatcher.call<{ Attributes?: Record<string, string> }>(
      "sqs",
      "GetQueueAttributes",
      { QueueUrl: queueUrlOf(queueArn), AttributeNames: ["VisibilityTimeout"] },
      owner(context),
    );
    return answer.Attributes ?? {};
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw invalidParameter(
      `Error occurred while ReceiveMessage. SQS Error Code: ${error.queryCode ?? error.code}. SQS Error Message: ${error.message}`,
    );
  }
};

const descriptions = {
  dynamodb: (StreamArn: string) => ["DescribeStream", { StreamArn }] as const,
  kinesis: (StreamARN: string) => ["DescribeStreamSummary", { StreamARN }] as const,
};

/** @throws {AwsError} when there is no such stream */
export const requireStream = async (
  context: LambdaContext,
  service: "dynamodb" | "kinesis",
  streamArn: string,
): Promise<void> => {
  try {
    const [operation, input] = descriptions[service](streamArn);
    await context.dispatcher.call(service, operation, input, owner(context));
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw invalidParameter(`Stream not found: ${streamArn} (${error.message})`);
  }
};

/**
 * The account itself: whether the source exists is no question of the function's permissions. Those count when the
 * mapping runs, and show in its LastProcessingResult.
 */
const owner = (context: LambdaContext): Principal => ({
  kind: "admin",
  arn: `arn:aws:iam::${context.accountId}:root`,
  accountId: context.accountId,
});
