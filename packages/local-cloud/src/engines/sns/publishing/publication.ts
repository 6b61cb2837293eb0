import type { MessageAttributes } from "./message-attributes.ts";
import type { MessageTexts } from "./message-text.ts";

/** A message that was published, as it waits for its deliveries. */
export interface Publication {
  readonly messageId: string;
  readonly topicArn: string;
  /** What each protocol gets; `default` for those that are not named. */
  readonly texts: MessageTexts;
  readonly subject: string | undefined;
  readonly attributes: MessageAttributes;
  readonly groupId: string | undefined;
  readonly deduplicationId: string | undefined;
  /** FIFO topics only. */
  readonly sequenceNumber: string | undefined;
  /** `1` (SHA-1) or `2` (SHA-256), as the topic says. */
  readonly signatureVersion: string;
  /** Epoch milliseconds. */
  readonly publishedAt: number;
}

export const textFor = ({ texts }: Publication, protocol: string): string =>
  texts[protocol] ?? texts.default ?? "";
