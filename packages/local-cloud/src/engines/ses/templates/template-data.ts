import type { InputReader } from "../../../gateway/input-reader.ts";
import { badRequest } from "../errors.ts";
import type { TemplateData } from "./render.ts";

const isObject = (value: unknown): value is TemplateData =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** JSON in a member; an absent one is empty. @throws {AwsError} for anything but a JSON object */
export const templateDataIn = (read: InputReader, member: string): TemplateData => {
  const text = read.optionalText(member, { maximum: 262_144 });
  if (text === undefined) return {};
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    throw badRequest(`${member} is not valid JSON.`, "InvalidRenderingParameter");
  }
  if (!isObject(data)) throw badRequest(`${member} is not a JSON object.`, "InvalidRenderingParameter");
  return data;
};

/**
 * Data of one entry of a bulk over that of all: SES goes down into objects, and replaces all else as a whole.
 * https://github.com/domdomegg/aws-ses-v2-local tried it on AWS.
 */
export const withReplacements = (data: TemplateData, replacing: TemplateData): TemplateData => ({
  ...data,
  ...Object.fromEntries(
    Object.entries(replacing).map(([key, value]) => {
      const earlier = data[key];
      return [key, isObject(earlier) && isObject(value) ? withReplacements(earlier, value) : value];
    }),
  ),
});
