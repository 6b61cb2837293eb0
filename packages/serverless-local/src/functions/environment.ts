/** Credentials of a function's own role. */
export interface RoleCredentials {
  readonly AccessKeyId: string;
  readonly SecretAccessKey: string;
  readonly SessionToken: string;
}

export interface EnvironmentSource {
  readonly functionName: string;
  readonly handler: string;
  readonly memorySize: number;
  readonly runtime: string;
  readonly region: string;
  /** The one AWS endpoint of the local cloud. */
  readonly endpoint: string;
  readonly credentials: RoleCredentials;
  /** Variables of the template, intrinsics resolved. */
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * Everything a function finds in `process.env`, and nothing else: no variable of the operator gets in.
 *
 * The reserved names are those of https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html;
 * beyond them stands only what leads the SDK to the local cloud.
 */
export const functionEnvironment = (source: EnvironmentSource): Record<string, string> => ({
  LANG: "en_US.UTF-8",
  TZ: ":UTC",
  PATH: "/usr/local/bin:/usr/bin:/bin",
  ...source.variables,
  _HANDLER: source.handler,
  AWS_EXECUTION_ENV: `AWS_Lambda_${source.runtime}`,
  AWS_LAMBDA_FUNCTION_NAME: source.functionName,
  AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(source.memorySize),
  AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
  AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${source.functionName}`,
  AWS_LAMBDA_LOG_STREAM_NAME: "local",
  AWS_REGION: source.region,
  AWS_DEFAULT_REGION: source.region,
  AWS_ACCESS_KEY_ID: source.credentials.AccessKeyId,
  AWS_SECRET_ACCESS_KEY: source.credentials.SecretAccessKey,
  AWS_SESSION_TOKEN: source.credentials.SessionToken,
  AWS_ENDPOINT_URL: source.endpoint,
  // Without these the SDK would look for an instance's metadata and for the operator's profile.
  AWS_EC2_METADATA_DISABLED: "true",
  AWS_CONFIG_FILE: "/dev/null",
  AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
});
