/** Tags that events repeat: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_MessageTag.html */
import type { InputReader } from "../../../gateway/input-reader.ts";
import { badRequest } from "../errors.ts";

export type MessageTags = Readonly<Record<string, string>>;

const mostTags = 50;
const namePattern = /^[A-Za-z0-9_-]{1,256}$/;
const valuePattern = /^[A-Za-z0-9_.@-]{1,256}$/;

/** @throws {AwsError} for a name or a value that events cannot carry */
export const checkedTags = (tags: readonly (readonly [name: string, value: string])[]): MessageTags => {
  if (tags.length > mostTags) throw badRequest(`A message has at most ${mostTags} tags.`);
  for (const [name, value] of tags) {
    if (!namePattern.test(name))
      throw badRequest(
        `Invalid tag name <${name}>: only alphanumeric ASCII characters, '_', and '-' are allowed.`,
      );
    if (!valuePattern.test(value))
      throw badRequest(
        `Invalid tag value <${value}>: only alphanumeric ASCII characters, '_', '-', '.', and '@' are allowed.`,
      );
  }
  return Object.fromEntries(tags);
};

/** @param member `EmailTags`, in v1 `Tags` @throws {AwsError} for a name or a value that events cannot carry */
export const messageTagsIn = (read: InputReader, member: string): MessageTags =>
  checkedTags(read.structures(member).map((tag) => [tag.text("Name"), tag.text("Value")]));
