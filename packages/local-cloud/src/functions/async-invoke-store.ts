import type { DatabaseSync } from "node:sqlite";

export const asyncInvokeSchema = `
  CREATE TABLE IF NOT EXISTS async_invokes (
    request_id TEXT PRIMARY KEY,
    function_name TEXT NOT NULL,
    payload BLOB NOT NULL,
    queued_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    outcome TEXT
  ) STRICT;
  CREATE INDEX IF NOT EXISTS async_invokes_due ON async_invokes (function_name, due_at);
`;

/** An event that waits for its function. Times are epoch milliseconds. */
export interface AsyncInvoke {
  readonly requestId: string;
  readonly functionName: string;
  readonly payload: Buffer;
  readonly queuedAt: number;
  readonly dueAt: number;
  /** Attempts in which the function ran and failed. */
  readonly attempts: number;
  /** JSON of how it ended, once it has: only its destination is still to be told. */
  readonly outcome: string | undefined;
}

/** The durable queue in front of asynchronous invocations; an event leaves it when all is done. */
export interface AsyncInvokeStore {
  add(invoke: AsyncInvoke): void;
  /** The event that is due first for each function, at most `limit` of one function, without those in `running`. */
  due(now: number, functionName: string, limit: number): AsyncInvoke[];
  functionsWaiting(): string[];
  /** When the next event is due, among those not due at `now`. */
  nextDueAt(now: number): number | undefined;
  update(requestId: string, change: { dueAt: number; attempts: number; outcome?: string | undefined }): void;
  remove(requestId: string): void;
}

export const createAsyncInvokeStore = (database: DatabaseSync): AsyncInvokeStore => {
  const insert = database.prepare(
    "INSERT INTO async_invokes (request_id, function_name, payload, queued_at, due_at, attempts) VALUES (?, ?, ?, ?, ?, ?)",
  );
  const selectDue = database.prepare(
    "SELECT * FROM async_invokes WHERE function_name = ? AND due_at <= ? ORDER BY due_at, rowid LIMIT ?",
  );
  const selectNames = database.prepare("SELECT DISTINCT function_name FROM async_invokes");
  const selectNext = database.prepare("SELECT min(due_at) AS due_at FROM async_invokes WHERE due_at > ?");
  const change = database.prepare(
    "UPDATE async_invokes SET due_at = ?, attempts = ?, outcome = ? WHERE request_id = ?",
  );
  const remove = database.prepare("DELETE FROM async_invokes WHERE request_id = ?");

  return {
    add: (invoke) => {
      insert.run(
        invoke.requestId,
        invoke.functionName,
        invoke.payload,
        invoke.queuedAt,
        invoke.dueAt,
        invoke.attempts,
      );
    },
    due: (now, functionName, limit) => selectDue.all(functionName, now, limit).map(invokeOf),
    functionsWaiting: () => selectNames.all().map((row) => String(row.function_name)),
    nextDueAt: (now) => {
      const dueAt = selectNext.get(now)?.due_at;
      return typeof dueAt === "number" ? dueAt : undefined;
    },
    update: (requestId, { dueAt, attempts, outcome }) => {
      change.run(dueAt, attempts, outcome ?? null, requestId);
    },
    remove: (requestId) => {
      remove.run(requestId);
    },
  };
};

const invokeOf = (row: Record<string, unknown>): AsyncInvoke => ({
  requestId: String(row.request_id),
  functionName: String(row.function_name),
  payload: row.payload instanceof Uint8Array ? Buffer.from(row.payload) : Buffer.alloc(0),
  queuedAt: Number(row.queued_at),
  dueAt: Number(row.due_at),
  attempts: Number(row.attempts),
  outcome: typeof row.outcome === "string" ? row.outcome : undefined,
});
