import type { Todo } from "@skein/contracts/todos";

/** What a caller may change. An absent field stays as it is; `null` removes it. */
export interface TodoChange {
  readonly title?: string;
  readonly notes?: string | null;
  readonly dueAt?: string | null;
  readonly completed?: boolean;
}

/**
 * The todo after a change. A change that changes nothing gives back the todo itself, at its version:
 * completing a todo twice completes it once.
 */
export const changeTodo = (todo: Todo, change: TodoChange, now: Date): Todo => {
  const changed = withoutAbsent({
    ...todo,
    title: change.title ?? todo.title,
    notes: change.notes === undefined ? todo.notes : (change.notes ?? undefined),
    dueAt: change.dueAt === undefined ? todo.dueAt : (change.dueAt ?? undefined),
    ...completion(todo, change.completed, now),
  });
  if (isSame(todo, changed)) return todo;
  return { ...changed, updatedAt: now.toISOString(), version: todo.version + 1 };
};

const completion = (todo: Todo, completed = todo.completed, now: Date) => ({
  completed,
  completedAt: completed ? (todo.completedAt ?? now.toISOString()) : undefined,
});

const withoutAbsent = ({ notes, dueAt, completedAt, ...rest }: Todo): Todo => ({
  ...rest,
  ...(notes !== undefined && { notes }),
  ...(dueAt !== undefined && { dueAt }),
  ...(completedAt !== undefined && { completedAt }),
});

const isSame = (a: Todo, b: Todo): boolean =>
  a.title === b.title && a.notes === b.notes && a.dueAt === b.dueAt && a.completed === b.completed;
