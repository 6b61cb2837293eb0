import { defineVersioned } from "./cloudfront-versioned.ts";
import { mutable } from "./property-rules.ts";
import { object, oneOf, required, text } from "./shape.ts";

const properties = {
  OriginAccessControlConfig: mutable(
    required(
      object({
        Description: text,
        Name: required(text),
        OriginAccessControlOriginType: required(oneOf("s3", "mediastore", "mediapackagev2", "lambda")),
        SigningBehavior: required(oneOf("always", "never", "no-override")),
        SigningProtocol: required(oneOf("sigv4")),
      }),
    ),
  ),
} as const;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-originaccesscontrol.html */
export const originAccessControl = defineVersioned({
  type: "AWS::CloudFront::OriginAccessControl",
  properties,
  nameOf: ({ OriginAccessControlConfig: { Name } }) => Name,
  list: async (client, Marker) => {
    const { OriginAccessControlList: page } = await client.listOriginAccessControls({ Marker });
    const items = (page?.Items ?? []).map(({ Id, Name }) => ({ id: Id, name: Name }));
    return { items, next: page?.NextMarker };
  },
  create: async (client, { OriginAccessControlConfig }) => {
    const { OriginAccessControl } = await client.createOriginAccessControl({ OriginAccessControlConfig });
    return { id: OriginAccessControl?.Id };
  },
  versionOf: async (client, Id) => (await client.getOriginAccessControl({ Id })).ETag,
  update: async (client, { OriginAccessControlConfig }, at) => {
    const { OriginAccessControl } = await client.updateOriginAccessControl({
      ...at,
      OriginAccessControlConfig,
    });
    return { id: OriginAccessControl?.Id };
  },
  remove: (client, at) => client.deleteOriginAccessControl(at),
});
