import { invalidParameter } from "../errors.ts";

/** A message that says something else per protocol, by `MessageStructure: "json"`. */
export type MessageTexts = Readonly<Record<string, string>>;

/**
 * @throws `InvalidParameter`
 * @see https://docs.aws.amazon.com/sns/latest/api/API_Publish.html (MessageStructure)
 */
export const parseMessageTexts = (message: string): MessageTexts => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(message);
  } catch {
    throw invalidParameter("Message Structure - JSON message body failed to parse");
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed))
    throw invalidParameter("Message Structure - JSON message body failed to parse");
  const texts = Object.fromEntries(
    Object.entries(parsed).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
  if (texts.default === undefined)
    throw invalidParameter("Message Structure - No default entry in JSON message body");
  return texts;
};
