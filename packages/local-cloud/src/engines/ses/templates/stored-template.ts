import type { InputReader } from "../../../gateway/input-reader.ts";
import { nameInArn } from "../arns.ts";
import type { SesContext } from "../context.ts";
import { notSupported, templateNotFound } from "../errors.ts";
import { type EmailTemplate, templateNameIn } from "./email-template.ts";

/** Name of the stored template that a message names, itself or by ARN; `undefined` for one that brings its own. */
export const namedTemplateIn = (read: InputReader, context: SesContext): string | undefined => {
  const arn = read.optionalText("TemplateArn");
  if (arn === undefined) return read.has("TemplateName") ? templateNameIn(read) : undefined;
  const name = nameInArn(context, "template", arn);
  if (name === undefined)
    throw notSupported("templates of other accounts and regions", "name one of this one.");
  return name;
};

/** @throws {AwsError} when it is not there */
export const storedTemplate = ({ templates }: SesContext, name: string): EmailTemplate => {
  const template = templates.get(name);
  if (!template) throw templateNotFound(name);
  return template;
};
