/** What SES publishes on mails: https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html */
import type { MailEvent } from "../domain/mail-event.ts";

const field = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (found, name) => (typeof found === "object" && found !== null ? Reflect.get(found, name) : undefined),
    value,
  );

const tagIn = (event: unknown, name: string): string | undefined => {
  const values = field(event, "mail", "tags", name);
  const [first]: readonly unknown[] = Array.isArray(values) ? values : [];
  return typeof first === "string" ? first : undefined;
};

const kindOf = (event: unknown): MailEvent["kind"] | undefined => {
  switch (field(event, "eventType")) {
    case "Send":
      return "accepted";
    case "Bounce":
      // A full mailbox is no reason to let somebody go.
      return field(event, "bounce", "bounceType") === "Permanent" ? "undeliverable" : "accepted";
    case "Complaint":
      return "complaint";
    default:
      return undefined;
  }
};

/** @returns `undefined` for what is not about one of our mails, or says nothing that we act on */
export const mailEventIn = (message: unknown): MailEvent | undefined => {
  const kind = kindOf(message);
  const mailId = tagIn(message, "mail");
  const recipientKey = tagIn(message, "recipient");
  if (kind === undefined || mailId === undefined || recipientKey === undefined) return undefined;
  return { kind, mailId, recipientKey };
};
