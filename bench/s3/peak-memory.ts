import { readFileSync, writeFileSync } from "node:fs";
import { processTree } from "../../test/e2e/support/processes.ts";

const peakMebibytes = (pid: number): number => {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1_024;
  } catch {
    return Number.NaN;
  }
};

/** Forgets the peaks up to now, of a process and all under it. */
export const forgetPeaks = (pid: number): void => {
  try {
    for (const member of processTree(pid)) writeFileSync(`/proc/${member}/clear_refs`, "5");
  } catch {
    // Where nobody tells, nobody forgets; the peak is then that of the whole life.
  }
};

/** The most that any one of them held since; not a number where nobody tells. */
export const peakOf = (pid: number): number => {
  try {
    return Math.max(
      ...processTree(pid)
        .map(peakMebibytes)
        .filter((peak) => !Number.isNaN(peak)),
    );
  } catch {
    return Number.NaN;
  }
};
