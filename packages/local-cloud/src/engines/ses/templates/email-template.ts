import type { InputReader } from "../../../gateway/input-reader.ts";
import type { Tags } from "../tags.ts";

export interface TemplateContent {
  readonly subject?: string | undefined;
  readonly text?: string | undefined;
  readonly html?: string | undefined;
}

export interface EmailTemplate {
  readonly name: string;
  readonly content: TemplateContent;
  /** Epoch seconds. */
  readonly createdAt: number;
  readonly tags: Tags;
}

const nameRule = { minimum: 1, maximum: 64, pattern: "[a-zA-Z0-9_-]+" };

export const templateNameIn = (read: InputReader): string => read.text("TemplateName", nameRule);

export const wireContent = ({ subject, text, html }: TemplateContent) => ({
  Subject: subject,
  Text: text,
  Html: html,
});
