import type { PublicKey } from "@aws-sdk/client-cloudfront";
import { defineVersioned, isoTime } from "./cloudfront-versioned.ts";
import { mutable } from "./property-rules.ts";
import { object, required, text } from "./shape.ts";

const properties = {
  PublicKeyConfig: mutable(
    required(
      object({
        CallerReference: required(text),
        Comment: text,
        EncodedKey: required(text),
        Name: required(text),
      }),
    ),
  ),
} as const;

const answerOf = (key: PublicKey | undefined) => ({
  id: key?.Id,
  attributes: { CreatedTime: isoTime(key?.CreatedTime) },
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-publickey.html */
export const publicKey = defineVersioned({
  type: "AWS::CloudFront::PublicKey",
  properties,
  nameOf: ({ PublicKeyConfig: { Name } }) => Name,
  list: async (client, Marker) => {
    const { PublicKeyList: page } = await client.listPublicKeys({ Marker });
    const items = (page?.Items ?? []).map(({ Id, Name }) => ({ id: Id, name: Name }));
    return { items, next: page?.NextMarker };
  },
  create: async (client, { PublicKeyConfig }) =>
    answerOf((await client.createPublicKey({ PublicKeyConfig })).PublicKey),
  versionOf: async (client, Id) => (await client.getPublicKey({ Id })).ETag,
  update: async (client, { PublicKeyConfig }, at) =>
    answerOf((await client.updatePublicKey({ ...at, PublicKeyConfig })).PublicKey),
  remove: (client, at) => client.deletePublicKey(at),
});
