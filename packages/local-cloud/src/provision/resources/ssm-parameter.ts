import { unlessAbsent } from "./absent.ts";
import { ignored, immutable, mutable, type Properties, refused } from "./property-rules.ts";
import { defineResource, type ResourceContext } from "./resource-type.ts";
import { map, oneOf, required, text } from "./shape.ts";

const properties = {
  Name: immutable(text),
  // A SecureString cannot come from a template, on AWS neither.
  Type: mutable(required(oneOf("String", "StringList"))),
  Value: mutable(required(text)),
  Description: mutable(text),
  AllowedPattern: mutable(text),
  DataType: mutable(text),
  Tags: mutable(map(text)),
  Tier: ignored("tiers differ in price and size only"),
  Policies: refused("parameters do not expire"),
} as const;

type Parameter = Properties<typeof properties>;

const put = async (parameter: Parameter, Name: string, Overwrite: boolean, { clients }: ResourceContext) => {
  const ssm = await clients.ssm();
  const { Tags: _tags, ...settings } = parameter;
  await ssm.putParameter({ ...settings, Name, Overwrite });
  return { physicalId: Name, attributes: { Type: parameter.Type, Value: parameter.Value } };
};

const tagWith = async (
  ResourceId: string,
  before: Parameter,
  after: Parameter,
  { clients }: ResourceContext,
) => {
  const ssm = await clients.ssm();
  const { Tags: earlier = {} } = before;
  const { Tags: later = {} } = after;
  const removed = Object.keys(earlier).filter((name) => !(name in later));
  const added = Object.entries(later).filter(([name, value]) => earlier[name] !== value);
  const resource = { ResourceType: "Parameter", ResourceId } as const;
  if (removed.length > 0) await ssm.removeTagsFromResource({ ...resource, TagKeys: removed });
  if (added.length > 0)
    await ssm.addTagsToResource({ ...resource, Tags: added.map(([Key, Value]) => ({ Key, Value })) });
};

const untagged = (parameter: Parameter): Parameter => ({ ...parameter, Tags: {} });

const nameOf = (parameter: Parameter, context: ResourceContext): string =>
  parameter.Name ?? `CFN-${context.generatedName(250)}`;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ssm-parameter.html */
export const parameter = defineResource({
  type: "AWS::SSM::Parameter",
  properties,
  nameProperty: "Name",
  find: async (parameter, context) => {
    const Name = nameOf(parameter, context);
    return (await unlessAbsent((await context.clients.ssm()).getParameter({ Name }))) ? [Name] : [];
  },
  create: async (parameter, context) => {
    const created = await put(parameter, nameOf(parameter, context), false, context);
    await tagWith(created.physicalId, untagged(parameter), parameter, context);
    return created;
  },
  update: async (parameter, { physicalId, properties: before }, context) => {
    const updated = await put(parameter, physicalId, true, context);
    await tagWith(physicalId, before, parameter, context);
    return updated;
  },
  remove: async (Name, _parameter, { clients }) => {
    await unlessAbsent((await clients.ssm()).deleteParameter({ Name }));
  },
});
