import { unlessAbsent } from "./absent.ts";
import { ignored, immutable, mutable, type Properties, refused } from "./property-rules.ts";
import { defineResource, type ResourceContext } from "./resource-type.ts";
import { changeSesTags } from "./ses-tags.ts";
import { flag, list, object, oneOf, text } from "./shape.ts";
import { tag } from "./tags.ts";

const properties = {
  Name: immutable(text),
  SendingOptions: mutable(object({ SendingEnabled: flag })),
  SuppressionOptions: mutable(object({ SuppressedReasons: list(oneOf("BOUNCE", "COMPLAINT")) })),
  Tags: mutable(list(tag)),
  DeliveryOptions: ignored("mails stay on this machine, so there is no TLS and no pool to send from"),
  ReputationOptions: ignored("there is no CloudWatch to keep metrics in"),
  VdmOptions: ignored("there is no deliverability to manage"),
  TrackingOptions: refused("messages are not changed, so nobody hears of opens and clicks"),
  ArchivingOptions: refused("messages are not archived"),
} as const;

type ConfigurationSet = Properties<typeof properties>;

const nameOf = (set: ConfigurationSet, context: ResourceContext): string =>
  set.Name ?? context.generatedName(64);

const suppressionOf = ({ SuppressionOptions }: ConfigurationSet) => {
  const SuppressedReasons = SuppressionOptions?.SuppressedReasons;
  return SuppressedReasons === undefined ? {} : { SuppressedReasons };
};

const isSending = ({ SendingOptions }: ConfigurationSet): boolean => SendingOptions?.SendingEnabled ?? true;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ses-configurationset.html */
export const configurationSet = defineResource({
  type: "AWS::SES::ConfigurationSet",
  properties,
  nameProperty: "Name",
  find: async (set, context) => {
    const ConfigurationSetName = nameOf(set, context);
    const ses = await context.clients.ses();
    const found = await unlessAbsent(ses.getConfigurationSet({ ConfigurationSetName }));
    return found ? [ConfigurationSetName] : [];
  },
  create: async (set, context) => {
    const ConfigurationSetName = nameOf(set, context);
    await (await context.clients.ses()).createConfigurationSet({
      ConfigurationSetName,
      SendingOptions: { SendingEnabled: isSending(set) },
      SuppressionOptions: suppressionOf(set),
      ...(set.Tags ? { Tags: set.Tags } : {}),
    });
    return { physicalId: ConfigurationSetName, attributes: {} };
  },
  update: async (set, { physicalId, properties: before }, context) => {
    const ses = await context.clients.ses();
    const ConfigurationSetName = physicalId;
    await ses.putConfigurationSetSendingOptions({ ConfigurationSetName, SendingEnabled: isSending(set) });
    await ses.putConfigurationSetSuppressionOptions({ ConfigurationSetName, ...suppressionOf(set) });
    await changeSesTags(ses, context, { kind: "configuration-set", name: physicalId }, before.Tags, set.Tags);
    return { physicalId, attributes: {} };
  },
  remove: async (ConfigurationSetName, _set, { clients }) => {
    await unlessAbsent((await clients.ses()).deleteConfigurationSet({ ConfigurationSetName }));
  },
});
