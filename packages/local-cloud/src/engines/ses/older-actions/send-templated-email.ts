/** https://docs.aws.amazon.com/ses/latest/APIReference/API_SendTemplatedEmail.html */
import type { InputReader } from "../../../gateway/input-reader.ts";
import { olderSesAction } from "../action.ts";
import { needsToSend } from "../sending/needs.ts";
import { olderEnvelopeIn } from "../sending/older-envelope-input.ts";
import { send } from "../sending/send.ts";
import { templatedContent } from "../sending/templated-content.ts";
import { storedTemplate } from "../templates/stored-template.ts";
import { templateDataIn } from "../templates/template-data.ts";

const templateNameIn = (read: InputReader): string => {
  read.refuse(["TemplateArn"], "there is one account: name the template.");
  return read.text("Template", { minimum: 1, maximum: 64 });
};

export const sendTemplatedEmail = olderSesAction("SendTemplatedEmail", {
  needs: (read, context) => needsToSend(context, olderEnvelopeIn(read), templateNameIn(read)),
  handle: (read, context, call) => {
    const template = storedTemplate(context, templateNameIn(read));
    const content = templatedContent(template, templateDataIn(read, "TemplateData"), []);
    return { MessageId: send(context, { envelope: olderEnvelopeIn(read), content }, call) };
  },
});
