/**
 * Templates are Handlebars, and SES escapes nothing: whoever puts user input into an HTML part must escape it.
 * https://docs.aws.amazon.com/ses/latest/dg/send-personalized-email-advanced.html
 */
import Handlebars from "handlebars";
import { badRequest } from "../errors.ts";
import type { TemplateContent } from "./email-template.ts";

export type TemplateData = Readonly<Record<string, unknown>>;

export interface RenderedTemplate {
  readonly subject: string;
  readonly text: string | undefined;
  readonly html: string | undefined;
}

/**
 * Thrown for data that a template cannot be filled with. SES takes the message all the same, sends nothing, and
 * tells of it in an event.
 */
export class RenderingFailure extends Error {
  override readonly name = "RenderingFailure";
}

const handlebars = Handlebars.create();
// It would write to the console of the cloud.
handlebars.unregisterHelper("log");

type Part = Handlebars.TemplateDelegate<TemplateData>;
type CompiledTemplate = Readonly<Record<keyof TemplateContent, Part | undefined>>;

/** Compiling takes longer than a whole bulk of messages; stored templates keep their identity until they change. */
const compiled = new WeakMap<TemplateContent, CompiledTemplate>();

const compilePart = (part: string | undefined): Part | undefined =>
  part === undefined ? undefined : handlebars.compile<TemplateData>(part, { strict: true, noEscape: true });

const compile = (content: TemplateContent): CompiledTemplate => {
  const known = compiled.get(content);
  if (known) return known;
  const { subject, text, html } = content;
  const parts = { subject: compilePart(subject), text: compilePart(text), html: compilePart(html) };
  compiled.set(content, parts);
  return parts;
};

/** @throws {AwsError} `InvalidTemplate` in v1 */
export const checkSyntax = (content: TemplateContent): void => {
  for (const part of Object.values(content))
    try {
      if (part !== undefined) handlebars.parse(part);
    } catch (error) {
      const [line] = error instanceof Error ? error.message.split("\n") : [String(error)];
      throw badRequest(`The template is invalid: ${line}`, "InvalidTemplate");
    }
};

/** Handlebars says: "name" not defined in [object Object] - 1:5 */
const missingAttribute = /^"(.+)" not defined in /;

const failureOf = (error: unknown): RenderingFailure => {
  const message = error instanceof Error ? error.message : String(error);
  const attribute = missingAttribute.exec(message)?.[1];
  return new RenderingFailure(
    attribute === undefined ? message : `Attribute '${attribute}' is not present in the rendering data.`,
    { cause: error },
  );
};

/** @throws {RenderingFailure} when the data lacks something that the template names */
export const render = (content: TemplateContent, data: TemplateData): RenderedTemplate => {
  try {
    const { subject, text, html } = compile(content);
    return {
      // A line break in a subject would let its data write header fields.
      subject: (subject?.(data) ?? "").replace(/[\r\n]+/g, " "),
      text: text?.(data),
      html: html?.(data),
    };
  } catch (error) {
    throw failureOf(error);
  }
};
