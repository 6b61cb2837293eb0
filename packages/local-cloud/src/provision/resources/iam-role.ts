import type { IAM } from "@aws-sdk/client-iam";
import { given, unlessAbsent } from "./absent.ts";
import { immutable, mutable, type Properties, refused } from "./property-rules.ts";
import { defineResource, type ResourceContext } from "./resource-type.ts";
import { jsonText, list, number, object, required, text } from "./shape.ts";
import { tag, tagChange } from "./tags.ts";

const inlinePolicy = object({ PolicyName: required(text), PolicyDocument: required(jsonText) });

const properties = {
  RoleName: immutable(text),
  Path: immutable(text),
  AssumeRolePolicyDocument: mutable(required(jsonText)),
  Description: mutable(text),
  MaxSessionDuration: mutable(number),
  ManagedPolicyArns: mutable(list(text)),
  Policies: mutable(list(inlinePolicy)),
  Tags: mutable(list(tag)),
  PermissionsBoundary: refused("permissions boundaries are not evaluated"),
} as const;

type Role = Properties<typeof properties>;

const nameOf = (role: Role, context: ResourceContext): string => role.RoleName ?? context.generatedName(64);

/**
 * Only what this role itself declared is taken away: policies attached by `AWS::IAM::Policy` belong to those.
 */
const applyPolicies = async (iam: IAM, RoleName: string, before: Role, after: Role): Promise<void> => {
  for (const { PolicyName, PolicyDocument } of after.Policies ?? [])
    await iam.putRolePolicy({ RoleName, PolicyName, PolicyDocument });
  for (const PolicyArn of after.ManagedPolicyArns ?? []) await iam.attachRolePolicy({ RoleName, PolicyArn });

  const names = new Set(after.Policies?.map(({ PolicyName }) => PolicyName));
  for (const { PolicyName } of before.Policies ?? [])
    if (!names.has(PolicyName)) await unlessAbsent(iam.deleteRolePolicy({ RoleName, PolicyName }));
  for (const PolicyArn of before.ManagedPolicyArns ?? [])
    if (!after.ManagedPolicyArns?.includes(PolicyArn))
      await unlessAbsent(iam.detachRolePolicy({ RoleName, PolicyArn }));
};

/** IAM deletes a role only when nothing hangs on it any more. */
const strip = async (iam: IAM, RoleName: string): Promise<void> => {
  const inline = await unlessAbsent(iam.listRolePolicies({ RoleName }));
  for (const PolicyName of inline?.PolicyNames ?? []) await iam.deleteRolePolicy({ RoleName, PolicyName });
  const attached = await unlessAbsent(iam.listAttachedRolePolicies({ RoleName }));
  for (const { PolicyArn } of attached?.AttachedPolicies ?? [])
    await iam.detachRolePolicy({ RoleName, PolicyArn });
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html */
export const role = defineResource({
  type: "AWS::IAM::Role",
  properties,
  nameProperty: "RoleName",
  find: async (role, context) => {
    const RoleName = nameOf(role, context);
    return (await unlessAbsent((await context.clients.iam()).getRole({ RoleName }))) ? [RoleName] : [];
  },
  create: async (role, context) => {
    const iam = await context.clients.iam();
    const RoleName = nameOf(role, context);
    const { AssumeRolePolicyDocument, Path, Description, MaxSessionDuration } = role;
    const { Role } = await iam.createRole({
      RoleName,
      AssumeRolePolicyDocument,
      Path,
      Description,
      MaxSessionDuration,
      ...(role.Tags ? { Tags: [...role.Tags] } : {}),
    });
    await applyPolicies(iam, RoleName, { AssumeRolePolicyDocument }, role);
    return {
      physicalId: RoleName,
      attributes: { Arn: given(Role?.Arn, "Arn"), RoleId: given(Role?.RoleId, "RoleId") },
    };
  },
  update: async (role, { physicalId: RoleName, attributes, properties: before }, { clients }) => {
    const iam = await clients.iam();
    const { AssumeRolePolicyDocument: PolicyDocument, Description = "", MaxSessionDuration = 3600 } = role;
    if (PolicyDocument !== before.AssumeRolePolicyDocument)
      await iam.updateAssumeRolePolicy({ RoleName, PolicyDocument });
    if (
      Description !== (before.Description ?? "") ||
      MaxSessionDuration !== (before.MaxSessionDuration ?? 3600)
    )
      await iam.updateRole({ RoleName, Description, MaxSessionDuration });
    await applyPolicies(iam, RoleName, before, role);
    const { added, removed } = tagChange(before.Tags, role.Tags);
    if (removed.length > 0) await iam.untagRole({ RoleName, TagKeys: removed });
    if (added.length > 0) await iam.tagRole({ RoleName, Tags: [...added] });
    return { physicalId: RoleName, attributes };
  },
  remove: async (RoleName, _role, { clients }) => {
    const iam = await clients.iam();
    await strip(iam, RoleName);
    await unlessAbsent(iam.deleteRole({ RoleName }));
  },
});
