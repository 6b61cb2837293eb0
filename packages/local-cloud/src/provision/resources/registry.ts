import { TemplateError } from "../errors.ts";
import { refusedTypes } from "./refused-types.ts";
import type { ResourceType } from "./resource-type.ts";
import { inertResource, withoutLocalMeaning } from "./without-local-meaning.ts";

/** The resource types that can be made. */
export interface ResourceTypes {
  /** @throws {TemplateError} for a type that is not supported, saying why or what to do */
  find(type: string): Promise<ResourceType>;
}

/** One file per type, loaded when a template first uses it. */
const loaders: Readonly<Record<string, () => Promise<ResourceType>>> = {
  "AWS::CloudFront::CachePolicy": async () => (await import("./cloudfront-cache-policy.ts")).cachePolicy,
  "AWS::CloudFront::Distribution": async () => (await import("./cloudfront-distribution.ts")).distribution,
  "AWS::CloudFront::KeyGroup": async () => (await import("./cloudfront-key-group.ts")).keyGroup,
  "AWS::CloudFront::OriginAccessControl": async () =>
    (await import("./cloudfront-origin-access-control.ts")).originAccessControl,
  "AWS::CloudFront::OriginRequestPolicy": async () =>
    (await import("./cloudfront-origin-request-policy.ts")).originRequestPolicy,
  "AWS::CloudFront::PublicKey": async () => (await import("./cloudfront-public-key.ts")).publicKey,
  "AWS::CloudFront::ResponseHeadersPolicy": async () =>
    (await import("./cloudfront-response-headers-policy.ts")).responseHeadersPolicy,
  "AWS::Cognito::IdentityPool": async () => (await import("./cognito-identity-pool.ts")).identityPool,
  "AWS::Cognito::IdentityPoolPrincipalTag": async () =>
    (await import("./cognito-identity-pool-principal-tag.ts")).identityPoolPrincipalTag,
  "AWS::Cognito::IdentityPoolRoleAttachment": async () =>
    (await import("./cognito-identity-pool-role-attachment.ts")).identityPoolRoleAttachment,
  "AWS::Cognito::UserPool": async () => (await import("./cognito-user-pool.ts")).userPool,
  "AWS::Cognito::UserPoolClient": async () => (await import("./cognito-user-pool-client.ts")).userPoolClient,
  "AWS::Cognito::UserPoolGroup": async () => (await import("./cognito-user-pool-group.ts")).userPoolGroup,
  "AWS::DynamoDB::Table": async () => (await import("./dynamodb-table.ts")).table,
  "AWS::IAM::ManagedPolicy": async () => (await import("./iam-managed-policy.ts")).managedPolicy,
  "AWS::IAM::Policy": async () => (await import("./iam-policy.ts")).policy,
  "AWS::IAM::Role": async () => (await import("./iam-role.ts")).role,
  "AWS::Kinesis::Stream": async () => (await import("./kinesis-stream.ts")).stream,
  "AWS::Lambda::EventInvokeConfig": async () =>
    (await import("./lambda-event-invoke-config.ts")).eventInvokeConfig,
  "AWS::Lambda::EventSourceMapping": async () =>
    (await import("./lambda-event-source-mapping.ts")).eventSourceMapping,
  "AWS::Lambda::Function": async () => (await import("./lambda-function.ts")).lambdaFunction,
  "AWS::Lambda::Permission": async () => (await import("./lambda-permission.ts")).permission,
  "AWS::S3::Bucket": async () => (await import("./s3-bucket.ts")).bucket,
  "AWS::S3::BucketPolicy": async () => (await import("./s3-bucket-policy.ts")).bucketPolicy,
  "AWS::SES::ConfigurationSet": async () => (await import("./ses-configuration-set.ts")).configurationSet,
  "AWS::SES::ConfigurationSetEventDestination": async () =>
    (await import("./ses-event-destination.ts")).eventDestination,
  "AWS::SES::EmailIdentity": async () => (await import("./ses-email-identity.ts")).emailIdentity,
  "AWS::SES::Template": async () => (await import("./ses-template.ts")).template,
  "AWS::SNS::Subscription": async () => (await import("./sns-subscription.ts")).subscription,
  "AWS::SNS::Topic": async () => (await import("./sns-topic.ts")).topic,
  "AWS::SNS::TopicPolicy": async () => (await import("./sns-topic-policy.ts")).topicPolicy,
  "AWS::SQS::Queue": async () => (await import("./sqs-queue.ts")).queue,
  "AWS::SQS::QueuePolicy": async () => (await import("./sqs-queue-policy.ts")).queuePolicy,
  "AWS::SSM::Parameter": async () => (await import("./ssm-parameter.ts")).parameter,
  "AWS::SecretsManager::Secret": async () => (await import("./secrets-manager-secret.ts")).secret,
};

const load = async (type: string): Promise<ResourceType> => {
  const loader = loaders[type];
  if (loader) return loader();
  if (type.startsWith("AWS::ApiGateway::")) {
    const { apiGatewayResource } = await import("./api-gateway.ts");
    const resource = apiGatewayResource(type);
    if (resource) return resource;
  }
  const inert = withoutLocalMeaning.find(({ types }) => types.includes(type));
  if (inert) return inertResource(type, inert.reason);
  const refusal = refusedTypes[type] ?? "the local cloud does not know it";
  throw new TemplateError(`resource type ${type} is not supported: ${refusal}`);
};

export const resourceTypes: ResourceTypes = { find: load };
