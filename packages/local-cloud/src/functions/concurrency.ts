/**
 * Counts the running invocations of each function against its reserved concurrency.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
 */
export const createConcurrency = () => {
  const running = new Map<string, number>();

  return {
    /** Takes a place; answers how to give it back, or `undefined` when all `limit` places are taken. */
    enter: (functionName: string, limit: number | undefined): (() => void) | undefined => {
      const count = running.get(functionName) ?? 0;
      if (limit !== undefined && count >= limit) return undefined;
      running.set(functionName, count + 1);
      return () => {
        const left = (running.get(functionName) ?? 1) - 1;
        if (left > 0) running.set(functionName, left);
        else running.delete(functionName);
      };
    },
  };
};
