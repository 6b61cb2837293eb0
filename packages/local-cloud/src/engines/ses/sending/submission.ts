import type { Content } from "../messages/content.ts";
import type { Envelope } from "../messages/envelope.ts";

/** What a sender hands in: a message, or a template that could not be filled. */
export interface Submission {
  readonly envelope: Envelope;
  readonly content: Content | FailedContent;
}

export interface FailedContent {
  readonly failure: string;
  readonly templateName: string;
}

export const hasFailed = (content: Content | FailedContent): content is FailedContent => "failure" in content;
