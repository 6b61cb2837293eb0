/**
 * The AWS managed policies that roles of serverless applications use.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 *
 * One that is not here is refused when it is attached: guessing at permissions would either lie or lock out.
 */
import type { PolicyDocument } from "./policy.ts";

const allowing = (...actions: readonly string[]): PolicyDocument => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: actions, Resource: "*" }],
});

const logs = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"];

const documents: Readonly<Record<string, PolicyDocument>> = {
  "service-role/AWSLambdaBasicExecutionRole": allowing(...logs),
  "service-role/AWSLambdaVPCAccessExecutionRole": allowing(
    ...logs,
    "ec2:CreateNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSubnets",
    "ec2:DeleteNetworkInterface",
    "ec2:AssignPrivateIpAddresses",
    "ec2:UnassignPrivateIpAddresses",
  ),
  "service-role/AWSLambdaDynamoDBExecutionRole": allowing(
    "dynamodb:DescribeStream",
    "dynamodb:GetRecords",
    "dynamodb:GetShardIterator",
    "dynamodb:ListStreams",
    ...logs,
  ),
  "service-role/AWSLambdaSQSQueueExecutionRole": allowing(
    "sqs:ReceiveMessage",
    "sqs:DeleteMessage",
    "sqs:GetQueueAttributes",
    ...logs,
  ),
  "service-role/AWSLambdaKinesisExecutionRole": allowing(
    "kinesis:DescribeStream",
    "kinesis:DescribeStreamSummary",
    "kinesis:GetRecords",
    "kinesis:GetShardIterator",
    "kinesis:ListShards",
    "kinesis:ListStreams",
    "kinesis:SubscribeToShard",
    ...logs,
  ),
  AWSXRayDaemonWriteAccess: allowing(
    "xray:PutTraceSegments",
    "xray:PutTelemetryRecords",
    "xray:GetSamplingRules",
    "xray:GetSamplingTargets",
    "xray:GetSamplingStatisticSummaries",
  ),
  CloudWatchLambdaInsightsExecutionRolePolicy: {
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Action: "logs:CreateLogGroup", Resource: "*" },
      {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: "arn:aws:logs:*:*:log-group:/aws/lambda-insights:*",
      },
    ],
  },
};

const prefix = "arn:aws:iam::aws:policy/";

export const isAwsManagedPolicy = (arn: string): boolean => arn.startsWith(prefix);

/** @returns `undefined` for a policy that the local cloud does not know */
export const awsManagedPolicy = (arn: string): PolicyDocument | undefined => {
  const name = arn.slice(prefix.length);
  return isAwsManagedPolicy(arn) && Object.hasOwn(documents, name) ? documents[name] : undefined;
};

export const knownAwsManagedPolicies = (): readonly string[] =>
  Object.keys(documents).map((name) => `${prefix}${name}`);
