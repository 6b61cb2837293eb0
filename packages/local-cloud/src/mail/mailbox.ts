import path from "node:path";
import { openDatabase } from "../state/database.ts";

/** One mail that the cloud would have sent: a Cognito code, an SES message. */
export interface Mail {
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  /** Absent when the sender gave only text. */
  readonly html?: string;
  /** ISO 8601, UTC. */
  readonly sentAt: string;
}

export type OutgoingMail = Omit<Mail, "sentAt">;

/** Where all mail of the local cloud ends: nothing leaves the machine. */
export interface Mailbox {
  /** Stores one mail per recipient address; it is on disk when this returns. */
  deliver(mail: OutgoingMail): void;
  /** Newest first; all recipients without `to`. Addresses compare without regard to case. */
  list(filter?: { readonly to?: string | undefined }): Mail[];
  close(): void;
}

const schema = `
  CREATE TABLE IF NOT EXISTS mails (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    recipient TEXT NOT NULL COLLATE NOCASE,
    sender TEXT NOT NULL,
    subject TEXT NOT NULL,
    text TEXT NOT NULL,
    html TEXT,
    sent_at TEXT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS mails_by_recipient ON mails (recipient, id);
`;

interface MailRow {
  readonly recipient: string;
  readonly sender: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
  readonly sent_at: string;
}

const mailOf = (row: MailRow): Mail => ({
  to: row.recipient,
  from: row.sender,
  subject: row.subject,
  text: row.text,
  ...(row.html === null ? {} : { html: row.html }),
  sentAt: row.sent_at,
});

/** Opens (or creates) the mailbox in `<stateDir>/mail.sqlite`. */
export const createMailbox = ({
  stateDir,
  now = () => new Date(),
}: {
  readonly stateDir: string;
  readonly now?: () => Date;
}): Mailbox => {
  const database = openDatabase(path.join(stateDir, "mail.sqlite"), schema);
  const insert = database.prepare(
    "INSERT INTO mails (recipient, sender, subject, text, html, sent_at) VALUES (?, ?, ?, ?, ?, ?)",
  );
  const selectAll = database.prepare("SELECT * FROM mails ORDER BY id DESC");
  const selectByRecipient = database.prepare("SELECT * FROM mails WHERE recipient = ? ORDER BY id DESC");
  return {
    deliver: ({ to, from, subject, text, html }) => {
      insert.run(to, from, subject, text, html ?? null, now().toISOString());
    },
    list: ({ to } = {}) => {
      const rows = to === undefined ? selectAll.all() : selectByRecipient.all(to);
      return (rows as unknown as MailRow[]).map(mailOf);
    },
    close: () => database.close(),
  };
};
