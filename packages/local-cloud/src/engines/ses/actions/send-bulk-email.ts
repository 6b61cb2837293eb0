/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendBulkEmail.html */
import { AwsError } from "../../../gateway/errors.ts";
import type { InputReader } from "../../../gateway/input-reader.ts";
import { sesAction } from "../action.ts";
import type { SesContext } from "../context.ts";
import { badRequest } from "../errors.ts";
import { requireVerified } from "../identities/verified-senders.ts";
import { customHeadersIn, withReplaced } from "../messages/headers.ts";
import { messageTagsIn } from "../messages/message-tags.ts";
import { recipientsIn } from "../messages/recipients.ts";
import { fullEnvelope, givenEnvelopeIn } from "../sending/envelope-input.ts";
import { resourcesToSend } from "../sending/needs.ts";
import { send } from "../sending/send.ts";
import { chosenTemplate, templatedContent } from "../sending/templated-content.ts";
import { namedTemplateIn } from "../templates/stored-template.ts";
import { templateDataIn, withReplacements } from "../templates/template-data.ts";

const mostEntries = 50;

const envelopeIn = (read: InputReader) => fullEnvelope(givenEnvelopeIn(read, "DefaultEmailTags"));

const templateIn = (read: InputReader): InputReader => {
  const template = read.optionalStructure("DefaultContent")?.optionalStructure("Template");
  if (!template) throw badRequest("DefaultContent must be a Template.");
  return template;
};

const entriesIn = (read: InputReader): readonly InputReader[] => {
  const entries = read.structures("BulkEmailEntries");
  if (entries.length === 0) throw badRequest("BulkEmailEntries is empty.");
  if (entries.length > mostEntries) throw badRequest(`A bulk has at most ${mostEntries} entries.`);
  return entries;
};

const replacementData = (entry: InputReader) => {
  const template = entry
    .optionalStructure("ReplacementEmailContent")
    ?.optionalStructure("ReplacementTemplate");
  return template ? templateDataIn(template, "ReplacementTemplateData") : {};
};

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_BulkEmailEntryResult.html */
const statusOf = ({ code }: AwsError): string => {
  switch (code) {
    case "MessageRejected":
      return "MESSAGE_REJECTED";
    case "SendingPausedException":
      return "CONFIGURATION_SET_SENDING_PAUSED";
    default:
      return "INVALID_PARAMETER";
  }
};

/** What is wrong with one entry is no reason not to send the others. */
const resultOf = (attempt: () => string) => {
  try {
    return { Status: "SUCCESS", MessageId: attempt() };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { Status: statusOf(error), Error: error.message };
  }
};

const needs = (read: InputReader, context: SesContext) => ({
  resources: resourcesToSend(context, envelopeIn(read), namedTemplateIn(templateIn(read), context)),
});

export const sendBulkEmail = sesAction("SendBulkEmail", {
  needs,
  handle: (read, context, call) => {
    const bulk = envelopeIn(read);
    requireVerified(context, [bulk.from.address]);
    const template = templateIn(read);
    const chosen = chosenTemplate(template, context);
    const data = templateDataIn(template, "TemplateData");
    const headers = customHeadersIn(template, "Headers");
    const results = entriesIn(read).map((entry) =>
      resultOf(() => {
        const recipients = recipientsIn(entry.optionalStructure("Destination"));
        const tags = { ...bulk.tags, ...messageTagsIn(entry, "ReplacementTags") };
        const content = templatedContent(
          chosen,
          withReplacements(data, replacementData(entry)),
          withReplaced(headers, customHeadersIn(entry, "ReplacementHeaders")),
        );
        return send(context, { envelope: { ...bulk, recipients, tags }, content }, call);
      }),
    );
    return { BulkEmailEntryResults: results };
  },
});
