/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_TestRenderEmailTemplate.html */
import { sesAction } from "../action.ts";
import { badRequest } from "../errors.ts";
import { templateNameIn } from "../templates/email-template.ts";
import { onTemplate } from "../templates/on-template.ts";
import { RenderingFailure, render } from "../templates/render.ts";
import { renderedMime } from "../templates/rendered-mime.ts";
import { storedTemplate } from "../templates/stored-template.ts";
import { templateDataIn } from "../templates/template-data.ts";

export const testRenderEmailTemplate = sesAction("TestRenderEmailTemplate", {
  needs: onTemplate,
  handle: (read, context) => {
    const { content } = storedTemplate(context, templateNameIn(read));
    const data = templateDataIn(read, "TemplateData");
    try {
      return { RenderedTemplate: renderedMime(render(content, data), context.now()) };
    } catch (error) {
      if (error instanceof RenderingFailure) throw badRequest(error.message, "MissingRenderingAttribute");
      throw error;
    }
  },
});
