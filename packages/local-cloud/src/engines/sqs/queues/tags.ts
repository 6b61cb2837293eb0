import { invalidParameter } from "../errors.ts";

export type Tags = Readonly<Record<string, string>>;

const maximumTags = 50;

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-tags.html */
export const requireValidTags = (tags: Tags): void => {
  const entries = Object.entries(tags);
  if (entries.length > maximumTags) throw invalidParameter(`Too many tags added for queue.`);
  for (const [key, value] of entries) {
    if (key.length < 1 || key.length > 128)
      throw invalidParameter("Tag keys must be between 1 and 128 characters in length.");
    if (value.length > 256)
      throw invalidParameter("Tag values must be between 0 and 256 characters in length.");
    if (/^aws:/i.test(key))
      throw invalidParameter("Tag keys starting with aws: are reserved for system use.");
  }
};
