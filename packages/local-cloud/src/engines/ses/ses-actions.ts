import type { SesAction } from "./action.ts";
import { createConfigurationSet } from "./actions/create-configuration-set.ts";
import { createConfigurationSetEventDestination } from "./actions/create-configuration-set-event-destination.ts";
import { createEmailIdentity } from "./actions/create-email-identity.ts";
import { createEmailTemplate } from "./actions/create-email-template.ts";
import { deleteConfigurationSet } from "./actions/delete-configuration-set.ts";
import { deleteConfigurationSetEventDestination } from "./actions/delete-configuration-set-event-destination.ts";
import { deleteEmailIdentity } from "./actions/delete-email-identity.ts";
import { deleteEmailTemplate } from "./actions/delete-email-template.ts";
import { deleteSuppressedDestination } from "./actions/delete-suppressed-destination.ts";
import { getAccount } from "./actions/get-account.ts";
import { getConfigurationSet } from "./actions/get-configuration-set.ts";
import { getConfigurationSetEventDestinations } from "./actions/get-configuration-set-event-destinations.ts";
import { getEmailIdentity } from "./actions/get-email-identity.ts";
import { getEmailTemplate } from "./actions/get-email-template.ts";
import { getSuppressedDestination } from "./actions/get-suppressed-destination.ts";
import { listConfigurationSets } from "./actions/list-configuration-sets.ts";
import { listEmailIdentities } from "./actions/list-email-identities.ts";
import { listEmailTemplates } from "./actions/list-email-templates.ts";
import { listSuppressedDestinations } from "./actions/list-suppressed-destinations.ts";
import { listTagsForResource } from "./actions/list-tags-for-resource.ts";
import { putConfigurationSetSendingOptions } from "./actions/put-configuration-set-sending-options.ts";
import { putConfigurationSetSuppressionOptions } from "./actions/put-configuration-set-suppression-options.ts";
import { putEmailIdentityConfigurationSetAttributes } from "./actions/put-email-identity-configuration-set-attributes.ts";
import { putSuppressedDestination } from "./actions/put-suppressed-destination.ts";
import { sendBulkEmail } from "./actions/send-bulk-email.ts";
import { sendEmail } from "./actions/send-email.ts";
import { tagResource } from "./actions/tag-resource.ts";
import { testRenderEmailTemplate } from "./actions/test-render-email-template.ts";
import { untagResource } from "./actions/untag-resource.ts";
import { updateConfigurationSetEventDestination } from "./actions/update-configuration-set-event-destination.ts";
import { updateEmailTemplate } from "./actions/update-email-template.ts";

/** The operations of API v2 by name. */
export const sesActions: Readonly<Record<string, SesAction>> = {
  CreateConfigurationSet: createConfigurationSet,
  CreateConfigurationSetEventDestination: createConfigurationSetEventDestination,
  CreateEmailIdentity: createEmailIdentity,
  CreateEmailTemplate: createEmailTemplate,
  DeleteConfigurationSet: deleteConfigurationSet,
  DeleteConfigurationSetEventDestination: deleteConfigurationSetEventDestination,
  DeleteEmailIdentity: deleteEmailIdentity,
  DeleteEmailTemplate: deleteEmailTemplate,
  DeleteSuppressedDestination: deleteSuppressedDestination,
  GetAccount: getAccount,
  GetConfigurationSet: getConfigurationSet,
  GetConfigurationSetEventDestinations: getConfigurationSetEventDestinations,
  GetEmailIdentity: getEmailIdentity,
  GetEmailTemplate: getEmailTemplate,
  GetSuppressedDestination: getSuppressedDestination,
  ListConfigurationSets: listConfigurationSets,
  ListEmailIdentities: listEmailIdentities,
  ListEmailTemplates: listEmailTemplates,
  ListSuppressedDestinations: listSuppressedDestinations,
  ListTagsForResource: listTagsForResource,
  PutConfigurationSetSendingOptions: putConfigurationSetSendingOptions,
  PutConfigurationSetSuppressionOptions: putConfigurationSetSuppressionOptions,
  PutEmailIdentityConfigurationSetAttributes: putEmailIdentityConfigurationSetAttributes,
  PutSuppressedDestination: putSuppressedDestination,
  SendBulkEmail: sendBulkEmail,
  SendEmail: sendEmail,
  TagResource: tagResource,
  TestRenderEmailTemplate: testRenderEmailTemplate,
  UntagResource: untagResource,
  UpdateConfigurationSetEventDestination: updateConfigurationSetEventDestination,
  UpdateEmailTemplate: updateEmailTemplate,
};
