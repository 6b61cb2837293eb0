import type { InputReader } from "../../../gateway/input-reader.ts";
import type { SesContext } from "../context.ts";
import { badRequest, notSupported } from "../errors.ts";
import type { Content } from "../messages/content.ts";
import type { Header } from "../messages/header.ts";
import type { TemplateContent } from "../templates/email-template.ts";
import { RenderingFailure, render, type TemplateData } from "../templates/render.ts";
import { namedTemplateIn, storedTemplate } from "../templates/stored-template.ts";
import { templateContentIn } from "../templates/template-content.ts";
import type { FailedContent } from "./submission.ts";

export interface ChosenTemplate {
  readonly name: string;
  readonly content: TemplateContent;
}

/** A stored template, or one that the message brings along. @throws {AwsError} for neither, or both */
export const chosenTemplate = (template: InputReader, context: SesContext): ChosenTemplate => {
  if (template.structures("Attachments").length > 0)
    throw notSupported("Attachments", "put them into a raw message.");
  const name = namedTemplateIn(template, context);
  const inline = template.has("TemplateContent");
  if (name === undefined && !inline)
    throw badRequest("TemplateName, TemplateArn or TemplateContent is missing.");
  if (name !== undefined && inline) throw badRequest("Give a stored template or TemplateContent, not both.");
  if (name === undefined) return { name: "", content: templateContentIn(template) };
  return { name, content: storedTemplate(context, name).content };
};

/** The template, filled in; or what it could not be filled with, which is no error of the call. */
export const templatedContent = (
  { name, content }: ChosenTemplate,
  data: TemplateData,
  headers: readonly Header[],
): Content | FailedContent => {
  try {
    return { ...render(content, data), headers };
  } catch (error) {
    if (!(error instanceof RenderingFailure)) throw error;
    return { failure: error.message, templateName: name };
  }
};
