import { unlessAbsent } from "./absent.ts";
import { immutable, mutable } from "./property-rules.ts";
import { defineResource } from "./resource-type.ts";
import { jsonText, required, text } from "./shape.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucketpolicy.html */
export const bucketPolicy = defineResource({
  type: "AWS::S3::BucketPolicy",
  properties: { Bucket: immutable(required(text)), PolicyDocument: mutable(required(jsonText)) },
  create: async ({ Bucket, PolicyDocument: Policy }, { clients }) => {
    await (await clients.s3()).putBucketPolicy({ Bucket, Policy });
    return { physicalId: Bucket, attributes: {} };
  },
  update: async ({ Bucket, PolicyDocument: Policy }, { physicalId, attributes }, { clients }) => {
    await (await clients.s3()).putBucketPolicy({ Bucket, Policy });
    return { physicalId, attributes };
  },
  remove: async (Bucket, _policy, { clients }) => {
    await unlessAbsent((await clients.s3()).deleteBucketPolicy({ Bucket }));
  },
});
