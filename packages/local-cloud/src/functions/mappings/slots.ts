/** A fixed number of places for things that run at once. */
export interface Slots {
  /** Waits for a free place; answers how to give it back. */
  take(): Promise<() => void>;
  allFree(): Promise<void>;
}

export const createSlots = (size: number): Slots => {
  let free = size;
  const waiting: (() => void)[] = [];
  const release = () => {
    free++;
    waiting.shift()?.();
  };
  const available = async (enough: () => boolean) => {
    while (!enough()) await new Promise<void>((resolve) => waiting.push(resolve));
  };

  return {
    take: async () => {
      await available(() => free > 0);
      free--;
      let given = false;
      return () => {
        if (given) return;
        given = true;
        release();
      };
    },
    allFree: () => available(() => free === size),
  };
};
