import { unlessAbsent } from "./absent.ts";
import { defineResource, type PhysicalResource, type ResourceContext } from "./resource-type.ts";
import { type Bucket, properties } from "./s3-bucket-properties.ts";
import { applySettings } from "./s3-bucket-settings.ts";

const longestName = 63;

const nameOf = (bucket: Bucket, context: ResourceContext): string =>
  bucket.BucketName ?? context.generatedName(longestName).toLowerCase();

const physical = (name: string, region: string): PhysicalResource => ({
  physicalId: name,
  attributes: {
    Arn: `arn:aws:s3:::${name}`,
    DomainName: `${name}.s3.amazonaws.com`,
    DualStackDomainName: `${name}.s3.dualstack.${region}.amazonaws.com`,
    RegionalDomainName: `${name}.s3.${region}.amazonaws.com`,
  },
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html */
export const bucket = defineResource({
  type: "AWS::S3::Bucket",
  properties,
  nameProperty: "BucketName",
  find: async (bucket, context) => {
    const Bucket = nameOf(bucket, context);
    const s3 = await context.clients.s3();
    return (await unlessAbsent(s3.headBucket({ Bucket }))) ? [Bucket] : [];
  },
  create: async (bucket, context) => {
    const s3 = await context.clients.s3();
    const Bucket = nameOf(bucket, context);
    await s3.createBucket({ Bucket });
    await applySettings(s3, Bucket, {}, bucket);
    return physical(Bucket, context.region);
  },
  update: async (bucket, { physicalId: Bucket, properties: before }, context) => {
    await applySettings(await context.clients.s3(), Bucket, before, bucket);
    return physical(Bucket, context.region);
  },
  // A bucket that holds anything stays: as CloudFormation, this empties none.
  remove: async (Bucket, _bucket, { clients }) => {
    await unlessAbsent((await clients.s3()).deleteBucket({ Bucket }));
  },
});
