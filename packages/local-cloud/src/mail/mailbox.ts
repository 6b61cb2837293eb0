import path from "node:path";
import { inTransaction, openDatabase } from "../state/database.ts";

/** One mail that the cloud would have sent: a Cognito code, an SES message. */
export interface Mail {
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  /** Absent when the sender gave only text. */
  readonly html?: string;
  /** Header fields that the sender added, such as `List-Unsubscribe`; absent when there are none. */
  readonly headers?: Readonly<Record<string, string>>;
  /** ISO 8601, UTC. */
  readonly sentAt: string;
}

export type OutgoingMail = Omit<Mail, "sentAt">;

/** Where all mail of the local cloud ends: nothing leaves the machine. */
export interface Mailbox {
  /** Stores mails, one per recipient address: all of them, or none. They are on disk when this returns. */
  deliver(...mails: readonly OutgoingMail[]): void;
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
  CREATE TABLE IF NOT EXISTS mail_headers (
    mail_id INTEGER PRIMARY KEY REFERENCES mails (id),
    headers TEXT NOT NULL
  );
`;

interface MailRow {
  readonly recipient: string;
  readonly sender: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
  readonly headers: string | null;
  readonly sent_at: string;
}

const mailOf = (row: MailRow): Mail => ({
  to: row.recipient,
  from: row.sender,
  subject: row.subject,
  text: row.text,
  ...(row.html === null ? {} : { html: row.html }),
  ...(row.headers === null ? {} : { headers: JSON.parse(row.headers) }),
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
  const insertHeaders = database.prepare("INSERT INTO mail_headers (mail_id, headers) VALUES (?, ?)");
  const select = "SELECT * FROM mails LEFT JOIN mail_headers ON mail_id = id";
  const selectAll = database.prepare(`${select} ORDER BY id DESC`);
  const selectByRecipient = database.prepare(`${select} WHERE recipient = ? ORDER BY id DESC`);

  const store = ({ to, from, subject, text, html, headers = {} }: OutgoingMail): void => {
    const { lastInsertRowid } = insert.run(to, from, subject, text, html ?? null, now().toISOString());
    if (Object.keys(headers).length > 0) insertHeaders.run(lastInsertRowid, JSON.stringify(headers));
  };

  return {
    deliver: (...mails) => inTransaction(database, () => mails.forEach(store)),
    list: ({ to } = {}) => {
      const rows = to === undefined ? selectAll.all() : selectByRecipient.all(to);
      return (rows as unknown as MailRow[]).map(mailOf);
    },
    close: () => database.close(),
  };
};
