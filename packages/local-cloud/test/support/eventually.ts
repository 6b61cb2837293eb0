/** Waits until `check` passes: conditions, never sleeps. @throws what the last try threw, after the time is over */
export const eventually = async <Result>(
  check: () => Promise<Result> | Result,
  { withinMs = 10_000 }: { withinMs?: number } = {},
): Promise<Result> => {
  const end = performance.now() + withinMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
};
