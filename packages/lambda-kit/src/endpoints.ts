/**
 * Where AWS is. The SDK's clients read `AWS_ENDPOINT_URL` themselves
 * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html); this does the same for what is
 * fetched without a client. Nothing else in the code knows that AWS can be elsewhere.
 */

/** The URL at which an AWS URL is reached: its origin is replaced when `AWS_ENDPOINT_URL` is set. */
export const reachableUrl = (url: string, env: NodeJS.ProcessEnv = process.env): string => {
  const { pathname, search } = new URL(url);
  const endpoint = env.AWS_ENDPOINT_URL;
  return endpoint ? new URL(pathname + search, endpoint).href : url;
};

/** Where a bucket is: a host of its own on AWS, a path at any other endpoint. */
export const bucketUrl = (bucket: string, region: string, env: NodeJS.ProcessEnv = process.env): URL => {
  const endpoint = env.AWS_ENDPOINT_URL;
  return new URL(endpoint ? `${endpoint}/${bucket}` : `https://${bucket}.s3.${region}.amazonaws.com`);
};
/** Where an AWS API is that is called without the SDK. */
export const awsUrl = (host: string, env: NodeJS.ProcessEnv = process.env): string =>
  env.AWS_ENDPOINT_URL ?? `https://${host}`;
