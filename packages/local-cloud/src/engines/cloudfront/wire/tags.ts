/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_Tags.html */
import {
  optional,
  required,
  type Shaped,
  structure,
  text,
  wrapped,
} from "../../../gateway/protocols/xml-shape.ts";
import { distributionConfig } from "./distribution-config.ts";

export const tags = structure({
  Items: optional(wrapped("Tag", structure({ Key: required(text), Value: optional(text) }))),
});

export type TagsDocument = Shaped<typeof tags>;

export const tagKeys = structure({ Items: optional(wrapped("Key", text)) });

export type TagKeysDocument = Shaped<typeof tagKeys>;

export const distributionConfigWithTags = structure({
  DistributionConfig: required(distributionConfig),
  Tags: required(tags),
});

export type DistributionConfigWithTags = Shaped<typeof distributionConfigWithTags>;
