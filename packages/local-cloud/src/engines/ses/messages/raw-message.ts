import PostalMime, { type Email } from "postal-mime";
import type { InputReader } from "../../../gateway/input-reader.ts";
import { badRequest } from "../errors.ts";
import type { Content } from "./content.ts";
import { headersOfRaw } from "./headers.ts";

/** Those that the message has anyway, or that are not for recipients. */
const notAdded =
  /^(from|to|cc|bcc|subject|date|message-id|mime-version|content-.*|return-path|sender|reply-to|x-ses-.*)$/i;

/** The anti-malware test file, by which AWS says to try rejects: https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html */
const malwareTestFile = "EICAR-STANDARD-ANTIVIRUS-TEST-FILE";

/** @returns the bytes of `Raw.Data` of v2, `RawMessage.Data` of v1 */
export const rawDataIn = (message: InputReader): Buffer => {
  const data = Buffer.from(message.text("Data"), "base64");
  if (data.length === 0) throw badRequest("The raw message is empty.");
  return data;
};

const isMalicious = ({ attachments }: Email): boolean =>
  attachments.some(({ content }) => Buffer.from(content.toString()).includes(malwareTestFile));

/** @throws {AwsError} for what is not MIME */
export const parseRaw = async (raw: Buffer): Promise<Content> => {
  const email = await PostalMime.parse(raw, { attachmentEncoding: "utf8" }).catch((error: unknown) => {
    throw badRequest(`The raw message cannot be read: ${error instanceof Error ? error.message : error}`);
  });
  return {
    subject: email.subject ?? "",
    text: email.text,
    html: email.html,
    headers: headersOfRaw(raw).filter(({ name }) => !notAdded.test(name)),
    malicious: isMalicious(email),
  };
};
