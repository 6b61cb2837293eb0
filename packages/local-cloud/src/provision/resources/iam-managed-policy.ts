import type { IAM } from "@aws-sdk/client-iam";
import { given, unlessAbsent } from "./absent.ts";
import { immutable, mutable, type Properties, refused } from "./property-rules.ts";
import { defineResource, type ResourceContext } from "./resource-type.ts";
import { jsonText, list, required, text } from "./shape.ts";

const rolesOnly = "the local cloud has roles only";

const properties = {
  ManagedPolicyName: immutable(text),
  Path: immutable(text),
  Description: immutable(text),
  PolicyDocument: mutable(required(jsonText)),
  Roles: mutable(list(text)),
  Groups: refused(rolesOnly),
  Users: refused(rolesOnly),
} as const;

type ManagedPolicy = Properties<typeof properties>;

const nameOf = (policy: ManagedPolicy, context: ResourceContext): string =>
  policy.ManagedPolicyName ?? context.generatedName(128);

const arnOf = (policy: ManagedPolicy, context: ResourceContext): string =>
  `arn:aws:iam::${context.accountId}:policy${policy.Path ?? "/"}${nameOf(policy, context)}`;

const attach = async (iam: IAM, PolicyArn: string, before: readonly string[], after: readonly string[]) => {
  for (const RoleName of after) await iam.attachRolePolicy({ RoleName, PolicyArn });
  for (const RoleName of before)
    if (!after.includes(RoleName)) await unlessAbsent(iam.detachRolePolicy({ RoleName, PolicyArn }));
};

/** A policy has five versions at most; only the one in force is kept. */
const removeOldVersions = async (iam: IAM, PolicyArn: string): Promise<void> => {
  const found = await unlessAbsent(iam.listPolicyVersions({ PolicyArn }));
  for (const { VersionId, IsDefaultVersion } of found?.Versions ?? [])
    if (!IsDefaultVersion) await iam.deletePolicyVersion({ PolicyArn, VersionId });
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-managedpolicy.html */
export const managedPolicy = defineResource({
  type: "AWS::IAM::ManagedPolicy",
  properties,
  nameProperty: "ManagedPolicyName",
  find: async (policy, context) => {
    const PolicyArn = arnOf(policy, context);
    return (await unlessAbsent((await context.clients.iam()).getPolicy({ PolicyArn }))) ? [PolicyArn] : [];
  },
  create: async (policy, context) => {
    const iam = await context.clients.iam();
    const { Path, Description, PolicyDocument, Roles = [] } = policy;
    const { Policy } = await iam.createPolicy({
      PolicyName: nameOf(policy, context),
      Path,
      Description,
      PolicyDocument,
    });
    const arn = given(Policy?.Arn, "Arn");
    await attach(iam, arn, [], Roles);
    return { physicalId: arn, attributes: { PolicyArn: arn, PolicyId: given(Policy?.PolicyId, "PolicyId") } };
  },
  update: async (policy, { physicalId: PolicyArn, attributes, properties: before }, { clients }) => {
    const iam = await clients.iam();
    const { PolicyDocument, Roles = [] } = policy;
    if (PolicyDocument !== before.PolicyDocument) {
      await removeOldVersions(iam, PolicyArn);
      await iam.createPolicyVersion({ PolicyArn, PolicyDocument, SetAsDefault: true });
    }
    await attach(iam, PolicyArn, before.Roles ?? [], Roles);
    return { physicalId: PolicyArn, attributes };
  },
  remove: async (PolicyArn, { Roles = [] }, { clients }) => {
    const iam = await clients.iam();
    await attach(iam, PolicyArn, Roles, []);
    await removeOldVersions(iam, PolicyArn);
    await unlessAbsent(iam.deletePolicy({ PolicyArn }));
  },
});
