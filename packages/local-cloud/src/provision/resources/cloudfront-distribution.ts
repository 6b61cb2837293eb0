import type { CloudFront, Distribution } from "@aws-sdk/client-cloudfront";
import { given, unlessAbsent } from "./absent.ts";
import { distributionConfigOf } from "./cloudfront-distribution-config.ts";
import { type DistributionProperties, properties } from "./cloudfront-distribution-properties.ts";
import { defineResource, type PhysicalResource, type ResourceContext } from "./resource-type.ts";
import { tagChange } from "./tags.ts";

/** Tells whoever serves distributions which stack one belongs to. CloudFormation's own tags are not for others to set. */
const stackTag = "skein:stack-name";

const tagsOf = ({ Tags = [] }: DistributionProperties, { stackName }: ResourceContext) => [
  ...Tags,
  { Key: stackTag, Value: stackName },
];

const referenceOf = (context: ResourceContext): string => context.generatedName(128);

const physical = (distribution: Distribution | undefined): PhysicalResource => {
  const physicalId = given(distribution?.Id, "an id");
  return {
    physicalId,
    attributes: { Id: physicalId, DomainName: given(distribution?.DomainName, "a domain name") },
  };
};

const idsOf = async (client: CloudFront): Promise<readonly string[]> => {
  const ids: string[] = [];
  let Marker: string | undefined;
  do {
    const { DistributionList: page } = await client.listDistributions({ Marker });
    for (const { Id } of page?.Items ?? []) if (Id !== undefined) ids.push(Id);
    Marker = page?.NextMarker;
  } while (Marker !== undefined);
  return ids;
};

/** Lists do not tell by which reference a distribution was made. */
const idsByReference = async (client: CloudFront, reference: string): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const Id of await idsOf(client)) {
    const answer = await unlessAbsent(client.getDistributionConfig({ Id }));
    if (answer?.DistributionConfig?.CallerReference === reference) found.push(Id);
  }
  return found;
};

const retag = async (
  client: CloudFront,
  Resource: string,
  before: DistributionProperties,
  after: DistributionProperties,
): Promise<void> => {
  const { added, removed } = tagChange(before.Tags, after.Tags);
  if (removed.length > 0) await client.untagResource({ Resource, TagKeys: { Items: removed } });
  if (added.length > 0) await client.tagResource({ Resource, Tags: { Items: [...added] } });
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-distribution.html */
export const distribution = defineResource({
  type: "AWS::CloudFront::Distribution",
  properties,
  find: async (_wanted, context) => idsByReference(await context.clients.cloudfront(), referenceOf(context)),
  create: async (wanted, context) => {
    const client = await context.clients.cloudfront();
    const { Distribution } = await client.createDistributionWithTags({
      DistributionConfigWithTags: {
        DistributionConfig: distributionConfigOf(wanted, referenceOf(context)),
        Tags: { Items: tagsOf(wanted, context) },
      },
    });
    return physical(Distribution);
  },
  update: async (wanted, { physicalId: Id, properties: before }, { clients }) => {
    const client = await clients.cloudfront();
    const { ETag, DistributionConfig: current } = await client.getDistributionConfig({ Id });
    const reference = given(current?.CallerReference, "a caller reference");
    const { Distribution } = await client.updateDistribution({
      Id,
      IfMatch: ETag,
      DistributionConfig: distributionConfigOf(wanted, reference),
    });
    await retag(client, given(Distribution?.ARN, "an ARN"), before, wanted);
    return physical(Distribution);
  },
  remove: async (Id, _wanted, { clients }) => {
    const client = await clients.cloudfront();
    const found = await unlessAbsent(client.getDistributionConfig({ Id }));
    if (!found) return;
    const { ETag, DistributionConfig } = found;
    // Only what serves nobody any more can be deleted.
    const disabled = DistributionConfig?.Enabled
      ? await client.updateDistribution({
          Id,
          IfMatch: ETag,
          DistributionConfig: { ...DistributionConfig, Enabled: false },
        })
      : found;
    await unlessAbsent(client.deleteDistribution({ Id, IfMatch: disabled.ETag }));
  },
});
