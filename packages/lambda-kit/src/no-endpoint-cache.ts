/**
 * In bundles this module stands where the SDK's cache of discovered endpoints would (`alias` in serverless.common.yml):
 * 7 KB for something that DynamoDB's client does only where `AWS_ENABLE_ENDPOINT_DISCOVERY` asks for it.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-endpoint-discovery.html
 */

/** The name under which the SDK's clients import their cache from `@aws-sdk/endpoint-cache`. */
export class EndpointCache {
  get(): never {
    throw new Error("endpoint discovery is not in this bundle; unset AWS_ENABLE_ENDPOINT_DISCOVERY");
  }
}
