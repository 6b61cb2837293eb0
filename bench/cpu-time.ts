import { readFileSync } from "node:fs";
import { processTree } from "../test/e2e/support/processes.ts";

/** Ticks of `/proc/<pid>/stat`, on any Linux that Node runs on. */
const ticksPerSecond = 100;

const secondsOf = (pid: number): number => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    // utime and stime: fields 14 and 15 of the whole line.
    return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
  } catch {
    return Number.NaN;
  }
};

/** CPU seconds that a process and all under it have used; not a number where nobody tells. */
export const cpuSeconds = (pid: number): number => {
  try {
    return processTree(pid)
      .map(secondsOf)
      .filter((seconds) => !Number.isNaN(seconds))
      .reduce((sum, seconds) => sum + seconds, 0);
  } catch {
    return Number.NaN;
  }
};
