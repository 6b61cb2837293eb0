/**
 * AWS clients: made at first use, once per container, so that a cold start pays only for what it needs.
 *
 * Endpoint, region and credentials come from the environment, as the SDK documents it; connections are kept
 * alive by default.
 */
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import { type CloudFront, cloudFrontCaller } from "./cloudfront.ts";
import { awsUrl } from "./endpoints.ts";
import { type SendToS3, s3Sender } from "./s3/send.ts";
import { type Ses, sesCaller } from "./ses.ts";
import { setting } from "./settings.ts";

/**
 * Within an API call a caller waits: better three quick attempts and a 503 than one that hangs.
 * The SDK's own default has no request timeout.
 */
const patience = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
} as const;

const once = <T>(make: () => T): (() => T) => {
  let made: T | undefined;
  return () => (made ??= make());
};

export const dynamoDb: () => DynamoDBClient = /* @__PURE__ */ once(() => new DynamoDBClient(patience));

export const sns: () => SNSClient = /* @__PURE__ */ once(() => new SNSClient(patience));

export const sqs: () => SQSClient = /* @__PURE__ */ once(() => new SQSClient(patience));

/** S3 has a small client of our own, see docs/decisions/0016-a-small-s3-client.md */
export const s3: () => SendToS3 = /* @__PURE__ */ once(() => s3Sender(patience));

// Clients of our own: docs/decisions/0017-small-aws-calls.md
export const ses: () => Ses = /* @__PURE__ */ once(() => {
  const region = setting("AWS_REGION");
  return sesCaller({ service: "ses", region, url: awsUrl(`email.${region}.amazonaws.com`) });
});

// A global service, signed for one region: https://docs.aws.amazon.com/general/latest/gr/cf_region.html
export const cloudFront: () => CloudFront = /* @__PURE__ */ once(() =>
  cloudFrontCaller({ service: "cloudfront", region: "us-east-1", url: awsUrl("cloudfront.amazonaws.com") }),
);
