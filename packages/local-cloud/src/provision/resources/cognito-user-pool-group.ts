import { unlessAbsent } from "./absent.ts";
import { immutable, mutable, type Properties } from "./property-rules.ts";
import { defineResource, type ResourceContext } from "./resource-type.ts";
import { number, required, text } from "./shape.ts";

const properties = {
  UserPoolId: immutable(required(text)),
  GroupName: immutable(text),
  Description: mutable(text),
  Precedence: mutable(number),
  RoleArn: mutable(text),
} as const;

type Group = Properties<typeof properties>;

const nameOf = (group: Group, context: ResourceContext): string =>
  group.GroupName ?? context.generatedName(128);

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpoolgroup.html */
export const userPoolGroup = defineResource({
  type: "AWS::Cognito::UserPoolGroup",
  properties,
  find: async (group, context) => {
    const cognito = await context.clients.cognito();
    const GroupName = nameOf(group, context);
    const { UserPoolId } = group;
    return (await unlessAbsent(cognito.getGroup({ UserPoolId, GroupName }))) ? [GroupName] : [];
  },
  create: async (group, context) => {
    const GroupName = nameOf(group, context);
    await (await context.clients.cognito()).createGroup({ ...group, GroupName });
    // The pool tells this group from one of the same name in another pool.
    return { physicalId: GroupName, attributes: { UserPoolId: group.UserPoolId } };
  },
  update: async (group, { physicalId: GroupName, attributes }, { clients }) => {
    await (await clients.cognito()).updateGroup({ ...group, GroupName });
    return { physicalId: GroupName, attributes };
  },
  remove: async (GroupName, { UserPoolId }, { clients }) => {
    await unlessAbsent((await clients.cognito()).deleteGroup({ UserPoolId, GroupName }));
  },
});
