import { readdirSync, readFileSync } from "node:fs";

const parentOf = (pid: number): number | undefined => {
  try {
    // Fields of /proc/<pid>/stat: pid (comm) state ppid ...; comm may hold spaces and parentheses.
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return undefined;
  }
};

/** A process and all that descend from it, on Linux. */
export const processTree = (pid: number): number[] => {
  const parents = readdirSync("/proc")
    .map(Number)
    .filter((candidate) => candidate > 0)
    .map((candidate) => ({ pid: candidate, parent: parentOf(candidate) }));
  const tree = [pid];
  for (const member of tree)
    tree.push(...parents.filter(({ parent }) => parent === member).map((child) => child.pid));
  return tree;
};

export const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};
