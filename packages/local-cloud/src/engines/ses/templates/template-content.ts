import type { InputReader } from "../../../gateway/input-reader.ts";
import { badRequest } from "../errors.ts";
import type { TemplateContent } from "./email-template.ts";
import { checkSyntax } from "./render.ts";

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_EmailTemplateContent.html */
const largestTemplateBytes = 500 * 1024;

/** `TemplateContent` of an input. @throws {AwsError} for content that is not in the template language */
export const templateContentIn = (read: InputReader): TemplateContent => {
  const parts = read.optionalStructure("TemplateContent");
  if (!parts) throw badRequest("TemplateContent is missing.", "InvalidTemplate");
  const content = {
    subject: parts.optionalText("Subject"),
    text: parts.optionalText("Text"),
    html: parts.optionalText("Html"),
  };
  const bytes = Object.values(content).reduce((sum, part = "") => sum + Buffer.byteLength(part), 0);
  if (bytes > largestTemplateBytes)
    throw badRequest(`A template is at most ${largestTemplateBytes} bytes.`, "InvalidTemplate");
  checkSyntax(content);
  return content;
};
