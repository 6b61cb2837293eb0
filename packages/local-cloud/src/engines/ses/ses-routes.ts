import type { RestRoute } from "../../gateway/engine.ts";

const email = "/v2/email";
const identity = `${email}/identities/{EmailIdentity}`;
const template = `${email}/templates/{TemplateName}`;
const set = `${email}/configuration-sets/{ConfigurationSetName}`;
const destination = `${set}/event-destinations/{EventDestinationName}`;
const suppression = `${email}/suppression/addresses`;

/** Where the operations of API v2 live: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_Operations.html */
export const sesRoutes: readonly RestRoute[] = [
  { method: "POST", path: `${email}/outbound-emails`, operation: "SendEmail" },
  { method: "POST", path: `${email}/outbound-bulk-emails`, operation: "SendBulkEmail" },
  { method: "POST", path: `${email}/identities`, operation: "CreateEmailIdentity" },
  { method: "GET", path: identity, operation: "GetEmailIdentity" },
  { method: "DELETE", path: identity, operation: "DeleteEmailIdentity" },
  { method: "POST", path: `${email}/list-identities`, operation: "ListEmailIdentities" },
  {
    method: "PUT",
    path: `${identity}/configuration-set`,
    operation: "PutEmailIdentityConfigurationSetAttributes",
  },
  { method: "POST", path: `${email}/templates`, operation: "CreateEmailTemplate" },
  { method: "GET", path: `${email}/templates`, operation: "ListEmailTemplates" },
  { method: "GET", path: template, operation: "GetEmailTemplate" },
  { method: "PUT", path: template, operation: "UpdateEmailTemplate" },
  { method: "DELETE", path: template, operation: "DeleteEmailTemplate" },
  { method: "POST", path: `${template}/render`, operation: "TestRenderEmailTemplate" },
  { method: "POST", path: `${email}/configuration-sets`, operation: "CreateConfigurationSet" },
  { method: "POST", path: `${email}/list-configuration-sets`, operation: "ListConfigurationSets" },
  { method: "GET", path: set, operation: "GetConfigurationSet" },
  { method: "DELETE", path: set, operation: "DeleteConfigurationSet" },
  { method: "PUT", path: `${set}/sending`, operation: "PutConfigurationSetSendingOptions" },
  { method: "PUT", path: `${set}/suppression-options`, operation: "PutConfigurationSetSuppressionOptions" },
  { method: "POST", path: `${set}/event-destinations`, operation: "CreateConfigurationSetEventDestination" },
  { method: "GET", path: `${set}/event-destinations`, operation: "GetConfigurationSetEventDestinations" },
  { method: "PUT", path: destination, operation: "UpdateConfigurationSetEventDestination" },
  { method: "DELETE", path: destination, operation: "DeleteConfigurationSetEventDestination" },
  { method: "PUT", path: suppression, operation: "PutSuppressedDestination" },
  {
    method: "GET",
    path: suppression,
    operation: "ListSuppressedDestinations",
    query: { Reason: "Reasons" },
    queryLists: ["Reason"],
  },
  { method: "GET", path: `${suppression}/{EmailAddress}`, operation: "GetSuppressedDestination" },
  { method: "DELETE", path: `${suppression}/{EmailAddress}`, operation: "DeleteSuppressedDestination" },
  { method: "GET", path: `${email}/account`, operation: "GetAccount" },
  { method: "POST", path: `${email}/tags`, operation: "TagResource" },
  { method: "DELETE", path: `${email}/tags`, operation: "UntagResource", queryLists: ["TagKeys"] },
  { method: "GET", path: `${email}/tags`, operation: "ListTagsForResource" },
];
