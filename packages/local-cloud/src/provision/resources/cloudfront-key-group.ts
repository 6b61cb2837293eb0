import type { KeyGroup } from "@aws-sdk/client-cloudfront";
import { defineVersioned, isoTime } from "./cloudfront-versioned.ts";
import { mutable } from "./property-rules.ts";
import { list, object, required, text } from "./shape.ts";

const properties = {
  KeyGroupConfig: mutable(
    required(object({ Comment: text, Items: required(list(text)), Name: required(text) })),
  ),
} as const;

const answerOf = (group: KeyGroup | undefined) => ({
  id: group?.Id,
  attributes: { LastModifiedTime: isoTime(group?.LastModifiedTime) },
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-keygroup.html */
export const keyGroup = defineVersioned({
  type: "AWS::CloudFront::KeyGroup",
  properties,
  nameOf: ({ KeyGroupConfig: { Name } }) => Name,
  list: async (client, Marker) => {
    const { KeyGroupList: page } = await client.listKeyGroups({ Marker });
    const items = (page?.Items ?? []).map(({ KeyGroup: group }) => ({
      id: group?.Id,
      name: group?.KeyGroupConfig?.Name,
    }));
    return { items, next: page?.NextMarker };
  },
  create: async (client, { KeyGroupConfig }) =>
    answerOf((await client.createKeyGroup({ KeyGroupConfig })).KeyGroup),
  versionOf: async (client, Id) => (await client.getKeyGroup({ Id })).ETag,
  update: async (client, { KeyGroupConfig }, at) =>
    answerOf((await client.updateKeyGroup({ ...at, KeyGroupConfig })).KeyGroup),
  remove: (client, at) => client.deleteKeyGroup(at),
});
