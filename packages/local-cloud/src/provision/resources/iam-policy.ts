import { unlessAbsent } from "./absent.ts";
import { mutable, refused } from "./property-rules.ts";
import { defineResource } from "./resource-type.ts";
import { jsonText, list, required, text } from "./shape.ts";

const rolesOnly = "the local cloud has roles only";

/**
 * An inline policy that several roles get.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-policy.html
 */
export const policy = defineResource({
  type: "AWS::IAM::Policy",
  properties: {
    PolicyName: mutable(required(text)),
    PolicyDocument: mutable(required(jsonText)),
    Roles: mutable(required(list(text))),
    Groups: refused(rolesOnly),
    Users: refused(rolesOnly),
  },
  create: async ({ PolicyName, PolicyDocument, Roles }, { clients }) => {
    const iam = await clients.iam();
    for (const RoleName of Roles) await iam.putRolePolicy({ RoleName, PolicyName, PolicyDocument });
    return { physicalId: PolicyName, attributes: { Id: PolicyName } };
  },
  update: async ({ PolicyName, PolicyDocument, Roles }, { properties: before }, { clients }) => {
    const iam = await clients.iam();
    for (const RoleName of Roles) await iam.putRolePolicy({ RoleName, PolicyName, PolicyDocument });
    const isKept = (RoleName: string) => PolicyName === before.PolicyName && Roles.includes(RoleName);
    for (const RoleName of before.Roles.filter((name) => !isKept(name)))
      await unlessAbsent(iam.deleteRolePolicy({ RoleName, PolicyName: before.PolicyName }));
    return { physicalId: PolicyName, attributes: { Id: PolicyName } };
  },
  remove: async (PolicyName, { Roles }, { clients }) => {
    const iam = await clients.iam();
    for (const RoleName of Roles) await unlessAbsent(iam.deleteRolePolicy({ RoleName, PolicyName }));
  },
});
