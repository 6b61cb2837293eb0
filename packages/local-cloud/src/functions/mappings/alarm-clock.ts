/** Sleeps that anyone may cut short. */
export interface AlarmClock {
  /** Until the time is over, somebody rings, or rang since the last sleep. @returns whether it rang */
  sleep(ms: number): Promise<boolean>;
  ring(): void;
}

export const createAlarmClock = (): AlarmClock => {
  let rung = false;
  let wake: (() => void) | undefined;

  return {
    sleep: async (ms) => {
      if (!rung && ms > 0)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      wake = undefined;
      const woken = rung;
      rung = false;
      return woken;
    },
    ring: () => {
      rung = true;
      wake?.();
    },
  };
};
