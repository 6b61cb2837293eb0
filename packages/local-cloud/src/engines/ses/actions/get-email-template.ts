/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetEmailTemplate.html */
import { sesAction } from "../action.ts";
import { wireTags } from "../tags.ts";
import { templateNameIn, wireContent } from "../templates/email-template.ts";
import { onTemplate } from "../templates/on-template.ts";
import { storedTemplate } from "../templates/stored-template.ts";

export const getEmailTemplate = sesAction("GetEmailTemplate", {
  needs: onTemplate,
  handle: (read, context) => {
    const { name, content, tags } = storedTemplate(context, templateNameIn(read));
    return { TemplateName: name, TemplateContent: wireContent(content), Tags: wireTags(tags) };
  },
});
