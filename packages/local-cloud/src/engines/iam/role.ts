import type { PolicyDocument } from "../../iam/policy.ts";

/** A role as it is kept. */
export interface Role {
  readonly name: string;
  /** `AROA...`; part of the unique id of its sessions. */
  readonly id: string;
  readonly path: string;
  readonly arn: string;
  readonly trustPolicy: PolicyDocument;
  readonly description?: string;
  readonly maxSessionSeconds: number;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly inlinePolicies: Readonly<Record<string, PolicyDocument>>;
  /** ARNs of managed policies. */
  readonly attachedPolicies: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
}

export interface ManagedPolicy {
  readonly arn: string;
  readonly name: string;
  readonly id: string;
  readonly path: string;
  readonly description?: string;
  readonly createdAt: string;
  readonly nextVersion: number;
  /** At most five, oldest first. */
  readonly versions: readonly PolicyVersion[];
  readonly defaultVersionId: string;
}

export interface PolicyVersion {
  readonly id: string;
  readonly document: PolicyDocument;
  readonly createdAt: string;
}

/** On the wire, IAM escapes policies as in a URL (RFC 3986). */
export const wirePolicy = (document: PolicyDocument): string => encodeURIComponent(JSON.stringify(document));

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_Role.html */
export const wireRole = (role: Role) => ({
  Path: role.path,
  RoleName: role.name,
  RoleId: role.id,
  Arn: role.arn,
  CreateDate: role.createdAt,
  AssumeRolePolicyDocument: wirePolicy(role.trustPolicy),
  Description: role.description,
  MaxSessionDuration: role.maxSessionSeconds,
  Tags: wireTags(role.tags),
});

export const wireTags = (tags: Readonly<Record<string, string>>) =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_Policy.html */
export const wirePolicySummary = (policy: ManagedPolicy, attachmentCount: number) => ({
  PolicyName: policy.name,
  PolicyId: policy.id,
  Arn: policy.arn,
  Path: policy.path,
  DefaultVersionId: policy.defaultVersionId,
  AttachmentCount: attachmentCount,
  IsAttachable: true,
  Description: policy.description,
  CreateDate: policy.createdAt,
  UpdateDate: policy.versions.at(-1)?.createdAt ?? policy.createdAt,
});

export const wireVersion = (policy: ManagedPolicy, version: PolicyVersion) => ({
  Document: wirePolicy(version.document),
  VersionId: version.id,
  IsDefaultVersion: version.id === policy.defaultVersionId,
  CreateDate: version.createdAt,
});
