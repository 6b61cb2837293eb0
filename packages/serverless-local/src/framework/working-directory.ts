/** The framework and its plugins resolve paths against the working directory, of which a process has one. */
let turn: Promise<unknown> = Promise.resolve();

/** Runs `work` with the service's folder as working directory, one piece of work at a time. Not reentrant. */
export const inServiceDir = <T>(serviceDir: string, work: () => Promise<T>): Promise<T> => {
  const result = turn.then(async () => {
    const before = process.cwd();
    process.chdir(serviceDir);
    try {
      return await work();
    } finally {
      process.chdir(before);
    }
  });
  turn = result.catch(() => {});
  return result;
};
