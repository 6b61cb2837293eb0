/** https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html */
import type { PolicyDocument } from "../../iam/policy.ts";

export const current = "AWSCURRENT";
export const previous = "AWSPREVIOUS";

/** What a secret holds: text, or bytes as base64. */
export type SecretValue = { readonly SecretString: string } | { readonly SecretBinary: string };

export interface SecretVersion {
  readonly id: string;
  readonly value: SecretValue;
  /** Epoch seconds. */
  readonly createdAt: number;
  /** Staging labels; a version without one is deprecated, and goes when there are too many. */
  readonly stages: readonly string[];
}

/** A secret as it is kept; times are epoch seconds, versions oldest first. */
export interface Secret {
  readonly name: string;
  readonly arn: string;
  readonly description?: string;
  readonly createdAt: number;
  readonly changedAt: number;
  readonly deletedAt?: number;
  /** When a deleted secret is really gone. */
  readonly purgeAt?: number;
  readonly versions: readonly SecretVersion[];
  readonly tags: Readonly<Record<string, string>>;
  readonly policy?: PolicyDocument;
}

export const withStage = (secret: Secret, stage: string): SecretVersion | undefined =>
  secret.versions.find(({ stages }) => stages.includes(stage));

export const stagesById = (secret: Secret): Record<string, readonly string[]> =>
  Object.fromEntries(
    secret.versions.filter(({ stages }) => stages.length > 0).map(({ id, stages }) => [id, stages]),
  );

const wireTags = (tags: Readonly<Record<string, string>>) =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

/** What `DescribeSecret` and `ListSecrets` have in common. */
export const wireSecret = (secret: Secret) => ({
  ARN: secret.arn,
  Name: secret.name,
  Description: secret.description,
  CreatedDate: secret.createdAt,
  LastChangedDate: secret.changedAt,
  DeletedDate: secret.deletedAt,
  Tags: wireTags(secret.tags),
});
