import { readdir, rm } from "node:fs/promises";
import path from "node:path";

const parent = ".cache";

let count = 0;

/** A folder of this process for the bundles of a service, relative to the service; another one each time. */
export const bundleFolder = (): string => {
  count += 1;
  return path.join(parent, `local-bundles-${process.pid}-${count}`);
};

/** Removes the folders of processes that were killed. */
export const removeAbandonedFolders = async (serviceDir: string): Promise<void> => {
  const names = await readdir(path.join(serviceDir, parent)).catch(() => []);
  for (const name of names) {
    const [, pid] = /^local-bundles-(\d+)-\d+$/.exec(name) ?? [];
    if (pid && !isAlive(Number(pid)))
      await rm(path.join(serviceDir, parent, name), { recursive: true, force: true });
  }
};

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
