import type { DatabaseSync } from "node:sqlite";

export type MoveTaskStatus = "RUNNING" | "COMPLETED" | "CANCELLING" | "CANCELLED" | "FAILED";

export interface MoveTask {
  readonly handle: string;
  readonly sourceArn: string;
  /** Absent: every message returns to the queue it came from. */
  readonly destinationArn: string | undefined;
  readonly maxPerSecond: number | undefined;
  readonly status: MoveTaskStatus;
  readonly moved: number;
  readonly toMove: number;
  readonly failureReason: string | undefined;
  /** Epoch milliseconds. */
  readonly startedAt: number;
}

interface Row {
  readonly handle: string;
  readonly source_arn: string;
  readonly destination_arn: string | null;
  readonly max_per_second: number | null;
  readonly status: MoveTaskStatus;
  readonly moved: number;
  readonly to_move: number;
  readonly failure_reason: string | null;
  readonly started_at: number;
}

const taskOf = (row: Row): MoveTask => ({
  handle: row.handle,
  sourceArn: row.source_arn,
  destinationArn: row.destination_arn ?? undefined,
  maxPerSecond: row.max_per_second ?? undefined,
  status: row.status,
  moved: row.moved,
  toMove: row.to_move,
  failureReason: row.failure_reason ?? undefined,
  startedAt: row.started_at,
});

export interface MoveTaskTable {
  insert(task: MoveTask): void;
  find(handle: string): MoveTask | undefined;
  ofSource(sourceArn: string, limit: number): readonly MoveTask[];
  running(): readonly MoveTask[];
  addMoved(handle: string, count: number): void;
  finish(handle: string, status: MoveTaskStatus, failureReason?: string): void;
}

export const openMoveTaskTable = (database: DatabaseSync): MoveTaskTable => {
  const insert = database.prepare(
    "INSERT INTO move_tasks (handle, source_arn, destination_arn, max_per_second, status, moved, to_move, started_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
  );
  const find = database.prepare("SELECT * FROM move_tasks WHERE handle = ?");
  const ofSource = database.prepare("SELECT * FROM move_tasks WHERE source_arn = ? ORDER BY id DESC LIMIT ?");
  const running = database.prepare("SELECT * FROM move_tasks WHERE status = 'RUNNING'");
  const addMoved = database.prepare("UPDATE move_tasks SET moved = moved + ? WHERE handle = ?");
  const finish = database.prepare("UPDATE move_tasks SET status = ?, failure_reason = ? WHERE handle = ?");

  return {
    insert: (task) => {
      insert.run(
        task.handle,
        task.sourceArn,
        task.destinationArn ?? null,
        task.maxPerSecond ?? null,
        task.status,
        task.moved,
        task.toMove,
        task.startedAt,
      );
    },
    find: (handle) => {
      const row = find.get(handle) as unknown as Row | undefined;
      return row && taskOf(row);
    },
    ofSource: (sourceArn, limit) => (ofSource.all(sourceArn, limit) as unknown as Row[]).map(taskOf),
    running: () => (running.all() as unknown as Row[]).map(taskOf),
    addMoved: (handle, count) => {
      addMoved.run(count, handle);
    },
    finish: (handle, status, failureReason) => {
      finish.run(status, failureReason ?? null, handle);
    },
  };
};
