import type { SESv2 } from "@aws-sdk/client-sesv2";
import type { ResourceContext } from "./resource-type.ts";
import { type Tags, tagChange } from "./tags.ts";

type Kind = "identity" | "template" | "configuration-set";

/** Brings the tags of a resource of SES from one list to the other. */
export const changeSesTags = async (
  ses: SESv2,
  { region, accountId }: Pick<ResourceContext, "region" | "accountId">,
  resource: { readonly kind: Kind; readonly name: string },
  before: Tags | undefined,
  after: Tags | undefined,
): Promise<void> => {
  const ResourceArn = `arn:aws:ses:${region}:${accountId}:${resource.kind}/${resource.name}`;
  const { added, removed } = tagChange(before, after);
  if (removed.length > 0) await ses.untagResource({ ResourceArn, TagKeys: removed });
  if (added.length > 0) await ses.tagResource({ ResourceArn, Tags: [...added] });
};
