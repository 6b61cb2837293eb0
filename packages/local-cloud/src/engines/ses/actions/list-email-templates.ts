/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_ListEmailTemplates.html */
import { sesAction } from "../action.ts";
import { pageOf } from "../page.ts";

export const listEmailTemplates = sesAction("ListEmailTemplates", {
  handle: (read, { templates }) => {
    const rules = { size: "PageSize", maximum: 100 };
    const { page, NextToken } = pageOf(read, templates.list(), ({ name }) => name, rules);
    const TemplatesMetadata = page.map(({ name, createdAt }) => ({
      TemplateName: name,
      CreatedTimestamp: createdAt,
    }));
    return { TemplatesMetadata, NextToken };
  },
});
