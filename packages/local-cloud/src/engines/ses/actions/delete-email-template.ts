/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_DeleteEmailTemplate.html */
import { sesAction } from "../action.ts";
import { templateNameIn } from "../templates/email-template.ts";
import { onTemplate } from "../templates/on-template.ts";
import { storedTemplate } from "../templates/stored-template.ts";

export const deleteEmailTemplate = sesAction("DeleteEmailTemplate", {
  needs: onTemplate,
  handle: (read, context) => {
    context.templates.delete(storedTemplate(context, templateNameIn(read)).name);
    return {};
  },
});
