export interface Closable {
  close?(): Promise<void> | void;
}

/**
 * Closes one after the other. One that fails does not spare the rest: a process or a lock left behind would
 * stand in the way of the next start.
 *
 * @throws {unknown} the first failure, once all are closed
 */
export const closeInOrder = async (parts: readonly Closable[]): Promise<void> => {
  const failures: unknown[] = [];
  for (const part of parts)
    try {
      await part.close?.();
    } catch (error) {
      failures.push(error);
    }
  if (failures.length > 0) throw failures[0];
};
