/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_UpdateEmailTemplate.html */
import { sesAction } from "../action.ts";
import { templateNameIn } from "../templates/email-template.ts";
import { onTemplate } from "../templates/on-template.ts";
import { storedTemplate } from "../templates/stored-template.ts";
import { templateContentIn } from "../templates/template-content.ts";

export const updateEmailTemplate = sesAction("UpdateEmailTemplate", {
  needs: onTemplate,
  handle: (read, context) => {
    const template = storedTemplate(context, templateNameIn(read));
    context.templates.put(template.name, { ...template, content: templateContentIn(read) });
    return {};
  },
});
