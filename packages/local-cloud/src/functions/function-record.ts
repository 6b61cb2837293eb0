import type { PolicyStatement } from "../iam/policy.ts";

/**
 * A function as registered. Member names are those of the Lambda API, because every answer repeats them:
 * https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html
 */
export interface FunctionConfiguration {
  readonly FunctionName: string;
  readonly FunctionArn: string;
  readonly Runtime: string;
  readonly Role: string;
  readonly Handler: string;
  readonly Description: string;
  /** Seconds. */
  readonly Timeout: number;
  /** Megabytes. */
  readonly MemorySize: number;
  readonly CodeSize: number;
  readonly CodeSha256: string;
  readonly LastModified: string;
  readonly RevisionId: string;
  readonly Architectures: readonly string[];
  readonly EphemeralStorage: { readonly Size: number };
  readonly TracingConfig: { readonly Mode: string };
  readonly LoggingConfig: Readonly<Record<string, unknown>>;
  readonly Environment?: { readonly Variables: Readonly<Record<string, string>> };
  readonly DeadLetterConfig?: { readonly TargetArn: string };
  readonly VpcConfig?: Readonly<Record<string, unknown>>;
  readonly KMSKeyArn?: string;
}

/** https://docs.aws.amazon.com/lambda/latest/api/API_FunctionEventInvokeConfig.html */
export interface EventInvokeConfig {
  /** Epoch seconds. */
  readonly LastModified: number;
  readonly MaximumRetryAttempts?: number;
  readonly MaximumEventAgeInSeconds?: number;
  readonly DestinationConfig?: DestinationConfig;
}

export interface DestinationConfig {
  readonly OnSuccess?: { readonly Destination?: string };
  readonly OnFailure?: { readonly Destination?: string };
}

export interface FunctionRecord {
  readonly configuration: FunctionConfiguration;
  readonly tags: Readonly<Record<string, string>>;
  /** Statements of the function's resource policy, by `AddPermission`. */
  readonly policy: readonly PolicyStatement[];
  readonly policyRevisionId: string;
  readonly reservedConcurrency?: number;
  readonly eventInvokeConfig?: EventInvokeConfig;
}
