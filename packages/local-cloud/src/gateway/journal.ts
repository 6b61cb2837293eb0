/** One call of an AWS operation, as `GET /_local/journal` shows it. */
export interface JournalEntry {
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly requestId: string;
  /** ARN of the caller, name of an AWS service, or `anonymous`. */
  readonly principal: string;
  /** Tags of the caller's session, if it has any: they tell users of an identity pool apart, who share a role. */
  readonly principalTags?: Readonly<Record<string, string>> | undefined;
  readonly service: string;
  readonly operation: string;
  /** IAM action; the operation's own name where none is needed. */
  readonly action: string;
  readonly resource: string;
  /** `undecided`: the call failed before its permissions mattered, by an input that names no resource. */
  readonly decision: "allowed" | "denied" | "unauthenticated" | "undecided";
  /** Ids of the faults that were put into the call on purpose. */
  readonly fault?: string | undefined;
  readonly status: number;
  readonly durationMs: number;
  readonly error?: { readonly code: string; readonly message: string } | undefined;
}

export interface NumberedEntry extends JournalEntry {
  /** Grows in the order in which calls end, while `time` is when they began. */
  readonly id: number;
}

export interface Journal {
  /** Never waits: entries reach the disk in batches. */
  record(entry: JournalEntry): void;
  /** Entries at or after `since`, and later than the entry `afterId`; oldest first, at most `limit` of the newest. */
  since(since: Date, limit: number, afterId?: number): readonly NumberedEntry[];
  close(): void;
}

/** Keeps nothing; for tests that do not look. */
export const silentJournal: Journal = { record: () => {}, since: () => [], close: () => {} };
