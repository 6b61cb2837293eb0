/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_CreateEmailTemplate.html */
import { sesAction } from "../action.ts";
import { epochSeconds } from "../context.ts";
import { alreadyExists } from "../errors.ts";
import { requestTagContext, tagsIn } from "../tags.ts";
import { templateNameIn } from "../templates/email-template.ts";
import { templateContentIn } from "../templates/template-content.ts";

export const createEmailTemplate = sesAction("CreateEmailTemplate", {
  needs: (read) => ({
    resources: [{ kind: "template", name: templateNameIn(read) }],
    conditions: requestTagContext(tagsIn(read)),
  }),
  handle: (read, { templates, now }) => {
    const name = templateNameIn(read);
    if (templates.get(name)) throw alreadyExists(`Template ${name} already exists.`);
    const content = templateContentIn(read);
    templates.put(name, { name, content, createdAt: epochSeconds(now()), tags: tagsIn(read) });
    return {};
  },
});
