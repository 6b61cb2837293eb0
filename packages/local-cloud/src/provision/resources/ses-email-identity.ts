import type { DkimAttributes } from "@aws-sdk/client-sesv2";
import { unlessAbsent } from "./absent.ts";
import { ignored, immutable, mutable, type Properties } from "./property-rules.ts";
import { defineResource, type ResourceContext } from "./resource-type.ts";
import { changeSesTags } from "./ses-tags.ts";
import { list, object, required, text } from "./shape.ts";
import { tag } from "./tags.ts";

const properties = {
  EmailIdentity: immutable(required(text)),
  ConfigurationSetAttributes: mutable(object({ ConfigurationSetName: text })),
  Tags: mutable(list(tag)),
  DkimAttributes: ignored("mails stay on this machine, so that nothing signs them"),
  DkimSigningAttributes: ignored("mails stay on this machine, so that nothing signs them"),
  MailFromAttributes: ignored("mails stay on this machine, and bounce nowhere else"),
  FeedbackAttributes: ignored("bounces are told in events only, never by mail"),
} as const;

type EmailIdentity = Properties<typeof properties>;

const physical = (
  name: string,
  { region, accountId }: ResourceContext,
  dkim: DkimAttributes | undefined,
) => ({
  physicalId: name,
  attributes: {
    EmailIdentityArn: `arn:aws:ses:${region}:${accountId}:identity/${name}`,
    // An address has no tokens; AWS answers empty attributes for it, too.
    ...Object.fromEntries(
      [0, 1, 2].flatMap((index) => {
        const token = dkim?.Tokens?.[index];
        return [
          [`DkimDNSTokenName${index + 1}`, token ? `${token}._domainkey.${name}` : ""],
          [`DkimDNSTokenValue${index + 1}`, token ? `${token}.dkim.amazonses.com` : ""],
        ];
      }),
    ),
  },
});

const configurationSetOf = ({ ConfigurationSetAttributes }: EmailIdentity) => {
  const ConfigurationSetName = ConfigurationSetAttributes?.ConfigurationSetName;
  return ConfigurationSetName === undefined ? {} : { ConfigurationSetName };
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ses-emailidentity.html */
export const emailIdentity = defineResource({
  type: "AWS::SES::EmailIdentity",
  properties,
  nameProperty: "EmailIdentity",
  find: async ({ EmailIdentity }, { clients }) => {
    const ses = await clients.ses();
    return (await unlessAbsent(ses.getEmailIdentity({ EmailIdentity }))) ? [EmailIdentity] : [];
  },
  create: async (identity, context) => {
    const { EmailIdentity, Tags } = identity;
    const { DkimAttributes: dkim } = await (await context.clients.ses()).createEmailIdentity({
      EmailIdentity,
      ...configurationSetOf(identity),
      ...(Tags ? { Tags } : {}),
    });
    return physical(EmailIdentity, context, dkim);
  },
  update: async (identity, { physicalId, attributes, properties: before }, context) => {
    const ses = await context.clients.ses();
    await ses.putEmailIdentityConfigurationSetAttributes({
      EmailIdentity: physicalId,
      ...configurationSetOf(identity),
    });
    await changeSesTags(ses, context, { kind: "identity", name: physicalId }, before.Tags, identity.Tags);
    return { physicalId, attributes };
  },
  remove: async (EmailIdentity, _identity, { clients }) => {
    await unlessAbsent((await clients.ses()).deleteEmailIdentity({ EmailIdentity }));
  },
});
