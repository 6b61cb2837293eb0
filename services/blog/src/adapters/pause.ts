import { setTimeout } from "node:timers/promises";

/** @throws the reason of the signal, when it is aborted meanwhile */
export const pause = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
  setTimeout(milliseconds, undefined, signal ? { signal } : {});
