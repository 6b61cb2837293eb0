import type { InputReader } from "../../../gateway/input-reader.ts";
import { badRequest, notSupported } from "../errors.ts";
import type { Header } from "./header.ts";
import { customHeadersIn } from "./headers.ts";

/** What a recipient reads. */
export interface Content {
  readonly subject: string;
  readonly text?: string | undefined;
  readonly html?: string | undefined;
  /** Fields that the sender added. */
  readonly headers: readonly Header[];
  /** Set for a message that SES takes, and then does not send: its scanner found malware. */
  readonly malicious?: boolean;
}

const dataIn = (part: InputReader | undefined): string | undefined => part?.text("Data");

/** `Simple` of v2, `Message` of v1. */
export const simpleContentIn = (message: InputReader): Content => {
  if (message.structures("Attachments").length > 0)
    throw notSupported("Attachments", "put them into a raw message.");
  const body = message.optionalStructure("Body");
  const text = dataIn(body?.optionalStructure("Text"));
  const html = dataIn(body?.optionalStructure("Html"));
  if (text === undefined && html === undefined) throw badRequest("Body must contain Text or Html.");
  const subject = dataIn(message.optionalStructure("Subject"));
  if (subject === undefined) throw badRequest("Missing required header 'Subject'.");
  // A line break in a subject would let its sender write header fields.
  if (/[\r\n]/.test(subject)) throw badRequest("Subject must not contain line breaks.");
  return { subject, text, html, headers: customHeadersIn(message, "Headers") };
};
