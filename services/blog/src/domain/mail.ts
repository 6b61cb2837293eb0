/** A mail to one subscriber. */
export interface Mail {
  /** The same for every attempt to send it. Letters, digits, dots and hyphens. */
  readonly id: string;
  readonly to: string;
  /** Of the recipient's address. */
  readonly recipientKey: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Where one click ends the subscription. */
  readonly unsubscribeUrl: string;
}

/** Sends mails. */
export interface Mailer {
  /**
   * @throws {MailRefused} when it surely did not go out
   * @throws anything else when nobody knows
   */
  send(mail: Mail, signal: AbortSignal): Promise<void>;
}

/** Thrown when a mail surely did not go out. */
export class MailRefused extends Error {
  constructor(cause: Error) {
    super(`the mail was refused: ${cause.name}: ${cause.message}`, { cause });
    this.name = "MailRefused";
  }
}

/** What is remembered of mails, so that each goes out once. */
export interface MailLog {
  /**
   * Says that a mail is about to be sent.
   *
   * @returns `begun`: go on; `sent`: it went out before; `unsure`: another attempt may be sending it, or died while it
   * did. Ask again until it is one of the others: a sign that it went out may come, or time passes without one
   */
  begin(id: string, now: Date): Promise<"begun" | "sent" | "unsure">;
  sent(id: string): Promise<void>;
  /** It surely did not go out; the next attempt may send it. */
  refused(id: string): Promise<void>;
}
